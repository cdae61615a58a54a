package dev.imprimatur.policy.bias;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** A bias report as JSON. */
public final class BiasReportJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private BiasReportJson() {}

  /** Writes a report. */
  public static String write(BiasReport report) {
    try {
      return JSON.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of numbers and texts can be written", e);
    }
  }

  /**
   * Reads a report.
   *
   * @throws IOException if it is none, or of another schema
   */
  public static BiasReport read(String json) throws IOException {
    JsonNode tree = JSON.readTree(json);
    if (!tree.isObject()) {
      throw new IOException("the bias report says nothing");
    }
    if (tree.path("schema").asInt() != BiasReport.SCHEMA) {
      throw new IOException(
          "a bias report of schema %s cannot be read, only %d"
              .formatted(tree.path("schema"), BiasReport.SCHEMA));
    }
    return JSON.treeToValue(tree, BiasReport.class);
  }
}
