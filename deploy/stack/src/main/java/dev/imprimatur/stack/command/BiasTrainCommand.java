package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.tool.WorkerTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains an attribute classifier. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a classifier that reads attributes off pictures of people.",
      "The folder holds pictures, axes.json (what is to be told apart) and labels.jsonl (a line for"
          + " each picture). Every sixth picture is held out, to count the classifier's errors."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class BiasTrainCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "The labelled pictures.")
  private Path folder;

  @Parameters(index = "1", paramLabel = "FILE", description = "The classifier to write.")
  private Path file;

  @Option(
      names = "--title",
      required = true,
      paramLabel = "TEXT",
      description = "Which pictures it reads, for people.")
  private String title;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "12",
      description = "How often each picture is shown; ${DEFAULT-VALUE} unless given.")
  private int rounds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var lines = new Lines(spec.commandLine().getOut());
    Path making = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".part");
    String order =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("folder", folder.toAbsolutePath().toString())
            .put("file", making.toString())
            .put("title", title)
            .put("rounds", rounds)
            .toString();
    try {
      WorkerTool.Ended ended =
          new WorkerTool(Installation.from(System.getenv()))
              .run(order, line -> tell(line, lines), "train");
      if (!ended.done()) {
        lines.say("Not trained: " + ended.error());
        return 1;
      }
      Files.move(making, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      lines.say("Wrote %s.".formatted(file));
      return 0;
    } finally {
      Files.deleteIfExists(making);
    }
  }

  private void tell(JsonNode line, Lines lines) {
    if (line.has("round")) {
      lines.say(
          String.format(
              Locale.ROOT,
              "Round %d of %d, loss %.4f",
              line.path("round").asInt(),
              rounds,
              line.path("loss").asDouble()));
    }
    JsonNode card = line.path("classifier");
    for (int axis = 0; axis < card.path("axes").size(); axis++) {
      errors(card.path("axes").get(axis), card.path("errors").get(axis), lines);
    }
  }

  private static void errors(JsonNode axis, JsonNode errors, Lines lines) {
    int right = 0;
    int all = 0;
    for (int truth = 0; truth < errors.size(); truth++) {
      right += errors.get(truth).get(truth).asInt();
      for (JsonNode count : errors.get(truth)) {
        all += count.asInt();
      }
    }
    lines.say(
        "%s: %d of %d held-out pictures read rightly"
            .formatted(axis.path("name").asText(), right, all));
    for (int truth = 0; truth < errors.size(); truth++) {
      lines.say(
          "  %-22s read as %s"
              .formatted(axis.path("classes").get(truth).path("name").asText(), errors.get(truth)));
    }
  }
}
