package dev.imprimatur.diffusion.checkpoint.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A network's configuration, read with bounds: each number lies in a range that a network of its
 * kind can have, so that a hostile configuration cannot ask for an absurd one.
 *
 * @param file names the configuration in messages
 * @param config the JSON object
 */
record Settings(String file, JsonNode config) {
  private static final int SHOWN = 40;

  /** The settings of a part, which must be there. */
  Settings part(String key) throws InvalidCheckpointException {
    if (!config.path(key).isObject()) {
      throw defect(key + " must be an object");
    }
    return new Settings(file + ": " + key, config.path(key));
  }

  /** A whole number that must be there. */
  int number(String key, int minimum, int maximum) throws InvalidCheckpointException {
    return bounded(key, config.path(key), minimum, maximum);
  }

  /** A whole number, or {@code fallback} when it is absent or null. */
  int number(String key, int minimum, int maximum, int fallback) throws InvalidCheckpointException {
    return config.hasNonNull(key) ? number(key, minimum, maximum) : fallback;
  }

  /** A list of whole numbers that must be there. */
  List<Integer> numbers(String key, int minimum, int maximum, int longest)
      throws InvalidCheckpointException {
    JsonNode list = list(key, longest);
    var numbers = new ArrayList<Integer>();
    for (JsonNode value : list) {
      numbers.add(bounded(key, value, minimum, maximum));
    }
    return numbers;
  }

  /** One whole number for each block, written as a list or once for all. */
  List<Integer> numberPerBlock(String key, int blocks, int minimum, int maximum, int fallback)
      throws InvalidCheckpointException {
    if (!config.path(key).isArray()) {
      return Collections.nCopies(blocks, number(key, minimum, maximum, fallback));
    }
    List<Integer> numbers = numbers(key, minimum, maximum, blocks);
    if (numbers.size() != blocks) {
      throw defect(key + " must name " + blocks + " blocks");
    }
    return numbers;
  }

  /** A whole number that all blocks have in common, written once or for each of them. */
  int numberOfAll(String key, int blocks, int minimum, int maximum)
      throws InvalidCheckpointException {
    if (!config.path(key).isArray()) {
      return number(key, minimum, maximum);
    }
    List<Integer> numbers = numberPerBlock(key, blocks, minimum, maximum, minimum);
    if (Set.copyOf(numbers).size() > 1) {
      throw defect("%s is %s, but it must be the same in all blocks".formatted(key, numbers));
    }
    return numbers.getFirst();
  }

  /**
   * Whole numbers for each layer of each block, written as one for all, one for each block, or a
   * list for each block.
   *
   * @param layers of each block
   */
  List<List<Integer>> numbersPerLayer(
      String key, List<Integer> layers, int minimum, int maximum, int fallback)
      throws InvalidCheckpointException {
    JsonNode blocks = config.path(key);
    var numbers = new ArrayList<List<Integer>>();
    for (int block = 0; block < layers.size(); block++) {
      JsonNode value = blocks.isArray() ? blocks.path(block) : blocks;
      if (!value.isArray()) {
        int number =
            value.isMissingNode() || value.isNull()
                ? fallback
                : bounded(key, value, minimum, maximum);
        numbers.add(Collections.nCopies(layers.get(block), number));
      } else if (value.size() == layers.get(block)) {
        var each = new ArrayList<Integer>();
        for (JsonNode layer : value) {
          each.add(bounded(key, layer, minimum, maximum));
        }
        numbers.add(each);
      } else {
        throw defect(
            "%s names %d layers of a block that has %d"
                .formatted(key, value.size(), layers.get(block)));
      }
    }
    if (blocks.isArray() && blocks.size() != layers.size()) {
      throw defect(key + " must name " + layers.size() + " blocks");
    }
    return numbers;
  }

  /** A list of {@code blocks} texts, each {@code one} or {@code other}: whether it is the other. */
  List<Boolean> blockTypes(String key, int blocks, String one, String other)
      throws InvalidCheckpointException {
    var types = new ArrayList<Boolean>();
    for (JsonNode value : list(key, blocks)) {
      String type = value.asText();
      if (!type.equals(one) && !type.equals(other)) {
        throw defect(
            "%s has '%s', but only %s and %s are supported"
                .formatted(key, shown(value), one, other));
      }
      types.add(type.equals(other));
    }
    if (types.size() != blocks) {
      throw defect(key + " must name " + blocks + " blocks");
    }
    return types;
  }

  /** Whether a setting is the other one of two; absent or null is the one. */
  boolean choice(String key, String one, String other) throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    boolean chosen = value.asText().equals(other);
    if (config.hasNonNull(key) && !chosen && !value.asText().equals(one)) {
      throw defect(
          "%s is '%s', but only %s and %s are supported".formatted(key, shown(value), one, other));
    }
    return chosen;
  }

  /** Requires that a setting is absent, null or {@code only}, the one value that is supported. */
  void only(String key, String only) throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    if (config.hasNonNull(key) && !value.asText(value.toString()).equals(only)) {
      throw defect("%s is '%s', but only '%s' is supported".formatted(key, shown(value), only));
    }
  }

  /** Requires that a setting is absent, null or false, or false for each block. */
  void absent(String key) throws InvalidCheckpointException {
    if (config.hasNonNull(key) && !isFalse(config.path(key))) {
      throw defect("%s is '%s', which is not supported".formatted(key, shown(config.path(key))));
    }
  }

  /** Requires that a factor is absent, null or 1. */
  void one(String key) throws InvalidCheckpointException {
    if (config.hasNonNull(key) && config.path(key).asDouble() != 1) {
      throw defect("%s is %s, but only 1 is supported".formatted(key, shown(config.path(key))));
    }
  }

  InvalidCheckpointException defect(String defect) {
    return new InvalidCheckpointException(file + ": " + defect);
  }

  private static boolean isFalse(JsonNode value) {
    return value.isArray()
        ? !value.isEmpty() && value.valueStream().allMatch(Settings::isFalse)
        : value.isBoolean() && !value.booleanValue();
  }

  private JsonNode list(String key, int longest) throws InvalidCheckpointException {
    JsonNode list = config.path(key);
    if (!list.isArray() || list.isEmpty() || list.size() > longest) {
      throw defect("%s must be a list of 1 to %d values".formatted(key, longest));
    }
    return list;
  }

  private int bounded(String key, JsonNode value, int minimum, int maximum)
      throws InvalidCheckpointException {
    if (!value.isInt() || value.intValue() < minimum || value.intValue() > maximum) {
      throw defect(
          "%s must be a whole number from %d to %d, but is %s"
              .formatted(key, minimum, maximum, value.isMissingNode() ? "absent" : shown(value)));
    }
    return value.intValue();
  }

  private static String shown(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
