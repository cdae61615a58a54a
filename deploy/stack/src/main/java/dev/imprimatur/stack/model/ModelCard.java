package dev.imprimatur.stack.model;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a model's {@code model.json} says of it.
 *
 * @param id as requests name it, and the name of its folder
 * @param title for people
 * @param description for people
 * @param family of its checkpoint, for people
 * @param licence id of the licence it is used under
 * @param hash SHA-256 of the approved checkpoint, lower-case hex
 * @param safetyChecker SHA-256 that names the checkpoint's own safety checker, lower-case hex;
 *     empty where it has none
 * @param defaults for what a request leaves open
 * @param limits for what a request may ask
 */
public record ModelCard(
    String id,
    String title,
    String description,
    String family,
    String licence,
    String hash,
    String safetyChecker,
    Defaults defaults,
    Limits limits) {
  static final String FILE = "model.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** What a request gets where it leaves something open; sizes are in pixels. */
  public record Defaults(int width, int height, int steps, double guidanceScale, String sampler) {}

  /** How much a request may ask; sizes are of each side, in pixels. */
  public record Limits(int minimumSize, int maximumSize, int maximumSteps, int maximumCount) {}

  static ModelCard read(Path folder) throws IOException {
    ObjectNode written = JSON.readValue(folder.resolve(FILE).toFile(), ObjectNode.class);
    // Cards of models without one, and from before it was looked for, need not say so.
    written.putIfAbsent("safetyChecker", TextNode.valueOf(""));
    return JSON.treeToValue(written, ModelCard.class);
  }

  void write(Path folder) throws IOException {
    var printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    Files.writeString(folder.resolve(FILE), JSON.writer(printer).writeValueAsString(this) + "\n");
  }

  /** The settings that were proposed for a checkpoint. */
  static <T> T settings(JsonNode proposed, Class<T> type) throws IOException {
    return JSON.treeToValue(proposed, type);
  }
}
