package dev.imprimatur.worker.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.StepEvent;
import java.io.PrintStream;
import java.nio.file.Path;

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

  void facts(CheckpointFacts facts, String hash) {
    print(line().put("hash", hash).set("facts", JSON.valueToTree(facts)));
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
