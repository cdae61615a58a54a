package dev.imprimatur.diffusion.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads settings of a {@code scheduler_config.json} by name. A missing setting takes the default of
 * the scheduler that asks; a setting that is there must be one that this scheduler can honour.
 */
final class SettingsReader {
  static final String FILE = "scheduler_config.json";
  private static final int SHOWN = 80;

  private final JsonNode config;

  SettingsReader(JsonNode config) {
    this.config = config;
  }

  boolean flag(String key, boolean otherwise) throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    require(value.isMissingNode() || value.isBoolean(), key, "true or false");
    return value.asBoolean(otherwise);
  }

  int integer(String key, int otherwise, int minimum, int maximum)
      throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    int number = value.asInt(otherwise);
    require(
        (value.isMissingNode() || value.isInt()) && number >= minimum && number <= maximum,
        key,
        "a whole number from " + minimum + " to " + maximum);
    return number;
  }

  double number(String key, double otherwise, double minimum, double maximum)
      throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    require(
        value.isMissingNode()
            || (value.isNumber()
                && value.doubleValue() >= minimum
                && value.doubleValue() <= maximum),
        key,
        "a number from " + minimum + " to " + maximum);
    return value.asDouble(otherwise);
  }

  /** A number as {@link #number}, which may be null or missing. */
  OptionalDouble optionalNumber(String key, double minimum, double maximum)
      throws InvalidCheckpointException {
    return isAbsent(key)
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(key, minimum, minimum, maximum));
  }

  /** Numbers between 0 and 1, both excluded; none where there is null or nothing. */
  float[] fractions(String key, int count) throws InvalidCheckpointException {
    if (isAbsent(key)) {
      return new float[0];
    }
    JsonNode values = config.path(key);
    String rule = "a list of " + count + " numbers between 0 and 1";
    require(values.isArray() && values.size() == count, key, rule);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) values.path(i).asDouble();
      require(numbers[i] > 0 && numbers[i] < 1, key, rule);
    }
    return numbers;
  }

  /** Whole numbers from 0 on; none where there is nothing. */
  Set<Integer> indices(String key) throws InvalidCheckpointException {
    JsonNode values = config.path(key);
    String rule = "a list of whole numbers from 0 on";
    require(values.isArray() || values.isMissingNode(), key, rule);
    var indices = new HashSet<Integer>();
    for (JsonNode value : values) {
      require(value.isInt() && value.intValue() >= 0, key, rule);
      indices.add(value.intValue());
    }
    return Set.copyOf(indices);
  }

  /** What stands for the text in {@code meanings}. */
  <T> T choice(String key, T otherwise, Map<String, T> meanings) throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    T meaning = value.isTextual() ? meanings.get(value.textValue()) : null;
    if (meaning == null) {
      throw invalid(key, "one of " + String.join(", ", new TreeSet<>(meanings.keySet())));
    }
    return meaning;
  }

  /** Settings that would change numbers in ways that are not supported: they must be off. */
  void requireOff(String... keys) throws InvalidCheckpointException {
    for (String key : keys) {
      JsonNode value = config.path(key);
      boolean off = isAbsent(key) || (value.isBoolean() && !value.booleanValue());
      require(off, key, "false, since it is not supported");
    }
  }

  /** Settings that would change numbers in ways that are not supported: they must be null. */
  void requireAbsent(String... keys) throws InvalidCheckpointException {
    for (String key : keys) {
      require(isAbsent(key), key, "null, since it is not supported");
    }
  }

  /** A setting that changes nothing here unless it is one of some texts. */
  void requireNot(String key, Set<String> texts, String rule) throws InvalidCheckpointException {
    require(!texts.contains(config.path(key).asText("")), key, rule);
  }

  /** A refusal of what stands under {@code key}. */
  InvalidCheckpointException invalid(String key, String rule) {
    String value = config.has(key) ? config.path(key).toString() : "missing";
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    return new InvalidCheckpointException(
        FILE + ": " + key + " is " + shown + ", but must be " + rule);
  }

  private boolean isAbsent(String key) {
    return config.path(key).isMissingNode() || config.path(key).isNull();
  }

  private void require(boolean holds, String key, String rule) throws InvalidCheckpointException {
    if (!holds) {
      throw invalid(key, rule);
    }
  }
}
