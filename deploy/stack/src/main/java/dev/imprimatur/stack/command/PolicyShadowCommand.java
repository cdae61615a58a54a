package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A bundle that decides beside the one in force, without effect. */
@Command(
    name = "shadow",
    mixinStandardHelpOptions = true,
    description = "Lets a bundle decide on every request too, without effect, and counts.",
    subcommands = {
      PolicyShadowCommand.Start.class,
      PolicyShadowCommand.Stop.class,
      PolicyShadowCommand.Show.class
    })
public final class PolicyShadowCommand {
  private static final String SHADOW = "/api/policies/shadow";

  private PolicyShadowCommand() {}

  /** Begins. */
  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = {
        "Lets a bundle decide without effect from now on.",
        "Authors may with bundles of their own, officers with any that was not rejected."
      })
  @SuppressWarnings("NullAway.Init") // The command line fills the fields.
  static final class Start implements Callable<Integer> {
    @Parameters(
        paramLabel = "BUNDLE",
        description = "A version's number or the beginning of a bundle's id.")
    private String bundle;

    @Option(names = "--note", required = true, paramLabel = "WHY", description = "For the record.")
    private String note;

    @Mixin private PolicyLogin login;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return login.run(
          PolicyLogin.OFFICER,
          spec.commandLine().getOut(),
          policies -> {
            ObjectNode body = JsonMapper.builder().build().createObjectNode().put("note", note);
            body.put("bundle", policies.find(bundle).path("id").asText());
            JsonNode run = policies.post(SHADOW, body);
            policies
                .lines()
                .say(
                    "%s decides without effect now: ./imprimatur policy shadow show"
                        .formatted(run.path("bundle").path("name").asText()));
            return 0;
          });
    }
  }

  /** Ends. */
  @Command(name = "stop", mixinStandardHelpOptions = true, description = "Ends it.")
  @SuppressWarnings("NullAway.Init") // The command line fills the fields.
  static final class Stop implements Callable<Integer> {
    @Option(names = "--note", required = true, paramLabel = "WHY", description = "For the record.")
    private String note;

    @Mixin private PolicyLogin login;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return login.run(
          PolicyLogin.OFFICER,
          spec.commandLine().getOut(),
          policies -> {
            ObjectNode body = JsonMapper.builder().build().createObjectNode().put("note", note);
            JsonNode run = policies.post(SHADOW + "/stop", body);
            policies
                .lines()
                .say(
                    "%s no longer decides. What it came to:"
                        .formatted(run.path("bundle").path("name").asText()));
            Differences.counts(run.path("counts"), policies.lines());
            return 0;
          });
    }
  }

  /** Tells. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Tells how many decisions came out how, and lists those that differ.")
  @SuppressWarnings("NullAway.Init") // The command line fills the fields.
  static final class Show implements Callable<Integer> {
    @Option(
        names = "--show",
        defaultValue = "50",
        paramLabel = "N",
        description = "How many differences are listed; ${DEFAULT-VALUE} unless given.")
    private int show;

    @Mixin private PolicyLogin login;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return login.run(PolicyLogin.AUTHOR, spec.commandLine().getOut(), this::tell);
    }

    private int tell(PolicyClient policies) throws IOException, InterruptedException {
      JsonNode all = policies.get(SHADOW);
      Lines lines = policies.lines();
      JsonNode run = all.hasNonNull("running") ? all.path("running") : all.path("runs").path(0);
      if (run.isMissingNode()) {
        lines.say("No bundle has run as shadow yet.");
        return 0;
      }
      lines.say(
          "%s, since %s%s"
              .formatted(
                  run.path("bundle").path("name").asText(),
                  run.path("startedAt").asText(),
                  run.hasNonNull("stoppedAt")
                      ? ", until " + run.path("stoppedAt").asText()
                      : ", still running"));
      if (run.path("unusable").asBoolean()) {
        lines.say("The bundle cannot be used, so nothing is decided by it.");
      }
      Differences.counts(run.path("counts"), lines);
      Differences.table(policies, SHADOW + "/" + run.path("id").asText() + "/differences", show);
      return 0;
    }
  }
}
