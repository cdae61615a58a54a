package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides recorded requests again under another bundle. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Decides recorded requests again under a bundle, without effect, and tells what would change.",
      "No prompt is shown. Who asked is shown to officers and auditors; each run stands in the log."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyReplayCommand implements Callable<Integer> {
  private static final String REPLAYS = "/api/policies/replays";
  private static final long PAUSE_MILLIS = 500;
  private static final int TOLD_EVERY = 10;

  @Parameters(
      paramLabel = "BUNDLE",
      description = "A version's number, the beginning of a bundle's id, or a folder to upload.")
  private String bundle;

  @Option(
      names = "--since",
      required = true,
      paramLabel = "TIME",
      converter = Since.Converter.class,
      description = "From when on, for example 30d, 12h or 2026-07-01.")
  private Since since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many requests at most, the newest first; 10,000 unless given.")
  private @Nullable Integer limit;

  @Option(
      names = "--show",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many differences are listed; ${DEFAULT-VALUE} unless given.")
  private int show;

  @Option(names = "--note", required = true, paramLabel = "WHY", description = "For the record.")
  private String note;

  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return login.run(PolicyLogin.AUTHOR, spec.commandLine().getOut(), this::replay);
  }

  private int replay(PolicyClient policies) throws IOException, InterruptedException {
    ObjectNode body = JsonMapper.builder().build().createObjectNode();
    body.put("bundle", id(policies)).put("since", since.before(Instant.now()).toString());
    body.put("note", note);
    if (limit != null) {
      body.put("limit", limit);
    }
    JsonNode run = followed(policies, policies.post(REPLAYS, body).path("id").asText());
    policies
        .lines()
        .say(
            "%d requests since %s under %s:"
                .formatted(
                    run.path("examined").asInt(),
                    run.path("since").asText(),
                    run.path("bundle").path("name").asText()));
    Differences.counts(run.path("counts"), policies.lines());
    if (run.path("rolesAssumed").asInt() > 0) {
      policies
          .lines()
          .say(
              "For %d of them no roles are recorded; they were taken for a portal user's."
                  .formatted(run.path("rolesAssumed").asInt()));
    }
    Differences.table(policies, REPLAYS + "/" + run.path("id").asText() + "/differences", show);
    return run.path("state").asText().equals("DONE") ? 0 : 1;
  }

  private String id(PolicyClient policies) throws IOException, InterruptedException {
    Path folder = Path.of(bundle);
    if (!Files.isDirectory(folder)) {
      return policies.find(bundle).path("id").asText();
    }
    JsonNode draft = policies.upload(BundleArchive.pack(BundleFiles.read(folder)));
    policies.lines().say("Uploaded the draft %s.".formatted(draft.path("id").asText()));
    return draft.path("id").asText();
  }

  private JsonNode followed(PolicyClient policies, String id)
      throws IOException, InterruptedException {
    var cancelling =
        new CancelAtShutdown(
            address -> policies.post(address, JsonNodeFactory.instance.objectNode()),
            spec.commandLine().getOut());
    cancelling.begin("replay " + id, REPLAYS + "/" + id);
    try {
      return awaited(policies, id);
    } finally {
      cancelling.end();
    }
  }

  private static JsonNode awaited(PolicyClient policies, String id)
      throws IOException, InterruptedException {
    JsonNode run = policies.get(REPLAYS + "/" + id);
    for (int looks = 1; run.path("state").asText().equals("RUNNING"); looks++) {
      if (looks % TOLD_EVERY == 0) {
        policies
            .lines()
            .say(
                "%d requests, back to %s"
                    .formatted(run.path("examined").asInt(), run.path("reached").asText()));
      }
      Thread.sleep(PAUSE_MILLIS);
      run = policies.get(REPLAYS + "/" + id);
    }
    if (!run.path("state").asText().equals("DONE")) {
      policies.lines().say("The run has ended early: %s.".formatted(run.path("state").asText()));
    }
    return run;
  }
}
