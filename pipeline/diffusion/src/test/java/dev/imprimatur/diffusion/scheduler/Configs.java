package dev.imprimatur.diffusion.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Scheduler configurations for tests. */
final class Configs {
  static final ObjectNode NO_OVERRIDES = JsonNodeFactory.instance.objectNode();

  private Configs() {}

  /** One that says nothing but its class. */
  static ObjectNode of(String className) {
    return JsonNodeFactory.instance.objectNode().put("_class_name", className);
  }

  /** A value, written with single quotes, NaN and Infinity where need be. */
  static JsonNode parse(String value) throws JsonProcessingException {
    return JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
        .build()
        .readTree(value);
  }
}
