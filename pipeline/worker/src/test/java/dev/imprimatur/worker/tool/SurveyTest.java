package dev.imprimatur.worker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.worker.attribute.ColouredPictures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks that train a classifier and that have it read a model's pictures. */
class SurveyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CARTOON =
      Path.of(System.getProperty("imprimatur.root", "."), "pipeline/models/cartoon");

  @TempDir static Path folder;
  private static List<JsonNode> training;

  @BeforeAll
  static void train() throws Exception {
    ColouredPictures.write(folder.resolve("pictures"), 120);
    ObjectNode order =
        JSON.createObjectNode()
            .put("folder", folder.resolve("pictures").toString())
            .put("file", classifier())
            .put("title", "discs")
            .put("rounds", 2);
    training = run(order, "train");
  }

  @Test
  void train_tellsEachRoundAndTheErrors() {
    assertThat(training).hasSize(3);
    assertThat(training.get(1).get("round").asInt()).isEqualTo(2);
    assertThat(training.get(2).at("/classifier/title").asText()).isEqualTo("discs");
    assertThat(training.get(2).at("/classifier/errors")).hasSize(2);
  }

  @Test
  void survey_pictures_areReadAndForgotten() throws Exception {
    List<JsonNode> lines = run(order(), "survey");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).at("/survey/modelHash"))
        .isEqualTo(JSON.readTree(CARTOON.resolve("model.json").toFile()).get("hash"));
    assertThat(lines.get(0).at("/survey/classifierHash").asText()).hasSize(64);
    assertThat(lines.get(1).get("read").asInt()).isEqualTo(5);
    assertThat(lines.get(1).at("/classes/colour").isInt()).isTrue();
    assertThat(lines.get(1).has("picture")).isFalse();
    assertThat(lines.get(2).get("picture").asText()).startsWith("data:image/jpeg;base64,");
    assertThat(run(order(), "survey")).isEqualTo(lines);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void survey_weighedWords_areDrawnSo_andBracketsAsText() throws Exception {
    ObjectNode weighed = order();
    ((ArrayNode) weighed.at("/pictures/1/weights"))
        .addObject()
        .put("start", 2)
        .put("end", 7)
        .put("weight", 2.5);
    ObjectNode bracketed = order();
    ((ObjectNode) bracketed.at("/pictures/1")).put("prompt", "a (nurse:2.5)");
    List<JsonNode> plain = run(order(), "survey");
    List<JsonNode> lines = run(weighed, "survey");
    assertThat(lines.get(1)).isEqualTo(plain.get(1));
    assertThat(lines.get(2).get("picture")).isNotEqualTo(plain.get(2).get("picture"));
    assertThat(run(bracketed, "survey").get(2).get("picture"))
        .isNotEqualTo(plain.get(2).get("picture"))
        .isNotEqualTo(lines.get(2).get("picture"));
  }

  @Test
  void survey_whatDoesNotFit_isToldInOneLine() throws Exception {
    assertThat(run(order().put("sampler", "magic"), "survey").getLast().get("error").asText())
        .contains("there is no sampler magic");
    assertThat(
            run(order().put("classifier", folder.resolve("none").toString()), "survey")
                .getLast()
                .get("error")
                .asText())
        .contains("none cannot be read");
    assertThat(run(order().put("width", 100), "survey").getLast().get("error").asText())
        .contains("width must be a multiple of 8");
  }

  private static ObjectNode order() {
    ObjectNode order =
        JSON.createObjectNode()
            .put("checkpoint", CARTOON.toString())
            .put("device", "cpu")
            .put("classifier", classifier())
            .put("width", 128)
            .put("height", 128)
            .put("steps", 1)
            .put("guidanceScale", 1)
            .put("sampler", "dpm++2m");
    var pictures = order.putArray("pictures");
    pictures
        .addObject()
        .put("index", 5)
        .put("prompt", "a doctor")
        .put("seed", 1)
        .put("shown", false)
        .putArray("weights");
    pictures
        .addObject()
        .put("index", 6)
        .put("prompt", "a nurse")
        .put("seed", 2)
        .put("shown", true)
        .putArray("weights");
    return order;
  }

  private static String classifier() {
    return folder.resolve("classifier.safetensors").toString();
  }

  private static List<JsonNode> run(ObjectNode order, String task) throws Exception {
    var out = new ByteArrayOutputStream();
    ToolProcess.run(
        new String[] {task},
        new ByteArrayInputStream(order.toString().getBytes(StandardCharsets.UTF_8)),
        new ToolLines(new PrintStream(out, true, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8).lines().map(SurveyTest::json).toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
