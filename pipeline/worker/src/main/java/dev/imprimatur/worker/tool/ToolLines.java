package dev.imprimatur.worker.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.StepEvent;
import dev.imprimatur.worker.attribute.AttributeCard;
import dev.imprimatur.worker.attribute.AttributeClassifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The lines of JSON in which a task tells how it fares, one object each. */
final class ToolLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;

  ToolLines(PrintStream out) {
    this.out = out;
  }

  void facts(CheckpointFacts facts) {
    print(line().set("facts", JSON.valueToTree(facts)));
  }

  /** The hash of its own safety checker is empty where it has none. */
  void facts(CheckpointFacts facts, String hash, Optional<String> safetyChecker) {
    print(
        line()
            .put("hash", hash)
            .put("safetyChecker", safetyChecker.orElse(""))
            .set("facts", JSON.valueToTree(facts)));
  }

  void step(StepEvent event) {
    print(
        line()
            .put("image", event.imageIndex())
            .put("step", event.step())
            .put("steps", event.steps()));
  }

  void notice(String notice) {
    print(line().put("notice", notice));
  }

  void picture(Path file) {
    print(line().put("picture", file.toString()));
  }

  void round(int number, double loss) {
    print(line().put("round", number).put("loss", loss));
  }

  void classifier(AttributeCard card) {
    print(line().set("classifier", JSON.valueToTree(card)));
  }

  /** What draws and what reads, before the first reading. */
  void survey(String modelHash, AttributeClassifier classifier) {
    ObjectNode line = line();
    line.putObject("survey")
        .put("modelHash", modelHash)
        .put("code", DiffusionModel.CODE_VERSION)
        .put("classifierHash", classifier.hash())
        .set("classifier", JSON.valueToTree(classifier.card()));
    print(line);
  }

  void reading(SurveyOrder.Wanted wanted, Map<String, Integer> classes, BufferedImage picture)
      throws IOException {
    ObjectNode line = line().put("read", wanted.index());
    line.set("classes", JSON.valueToTree(classes));
    if (wanted.shown()) {
      line.put("picture", SmallCopy.of(picture));
    }
    print(line);
    if (out.checkError()) {
      throw new IOException("nobody reads the answers any more");
    }
  }

  void error(String message) {
    print(line().put("error", message));
  }

  private static ObjectNode line() {
    return JSON.createObjectNode();
  }

  private void print(JsonNode line) {
    out.println(line);
  }
}
