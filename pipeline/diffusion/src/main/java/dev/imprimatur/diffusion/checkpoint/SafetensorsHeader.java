package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the header of a safetensors file: a JSON object from tensor names to type, shape and byte
 * range. A pure function of its input, so that anything hostile ends in one exact message.
 */
final class SafetensorsHeader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();
  private static final int MAXIMUM_DIMENSIONS = 8;

  private SafetensorsHeader() {}

  /**
   * The tensors of a file by name.
   *
   * @param json the header's bytes
   * @param dataStart where the data begins in the file
   * @param fileSize bytes of the whole file
   */
  static Map<String, StoredTensor> parse(byte[] json, long dataStart, long fileSize)
      throws InvalidCheckpointException {
    JsonNode root = read(json);
    var tensors = new TreeMap<String, StoredTensor>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), dataStart, fileSize));
      }
    }
    requireDisjoint(tensors);
    return tensors;
  }

  private static JsonNode read(byte[] json) throws InvalidCheckpointException {
    try {
      JsonNode root = JSON.readTree(json);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidCheckpointException("the header is not valid JSON");
    } catch (java.io.IOException e) {
      throw new InvalidCheckpointException("the header cannot be decoded");
    }
    throw new InvalidCheckpointException("the header is not a JSON object");
  }

  private static StoredTensor tensor(String name, JsonNode node, long dataStart, long fileSize)
      throws InvalidCheckpointException {
    String typeName = node.path("dtype").asText("");
    ElementType type =
        ElementType.named(typeName)
            .orElseThrow(() -> defect(name, "has the unsupported type '" + typeName + "'"));
    List<Long> shape = shape(name, node.path("shape"));
    JsonNode offsets = node.path("data_offsets");
    if (!offsets.isArray()
        || offsets.size() != 2
        || !offsets.get(0).canConvertToLong()
        || !offsets.get(1).canConvertToLong()
        || !offsets.get(0).isIntegralNumber()
        || !offsets.get(1).isIntegralNumber()) {
      throw defect(name, "has no data_offsets of two whole numbers");
    }
    long begin = offsets.get(0).longValue();
    long end = offsets.get(1).longValue();
    if (begin < 0 || begin > end || end > fileSize - dataStart) {
      throw defect(name, "lies outside the file: it is truncated or damaged");
    }
    if (end - begin != bytes(name, type, shape)) {
      throw defect(name, "has a byte range that does not fit its shape " + shape);
    }
    return new StoredTensor(type, shape, dataStart + begin, dataStart + end);
  }

  private static List<Long> shape(String name, JsonNode node) throws InvalidCheckpointException {
    if (!node.isArray() || node.size() > MAXIMUM_DIMENSIONS) {
      throw defect(name, "has no shape of at most " + MAXIMUM_DIMENSIONS + " dimensions");
    }
    var shape = new ArrayList<Long>();
    for (JsonNode dimension : node) {
      if (!dimension.isIntegralNumber()
          || !dimension.canConvertToLong()
          || dimension.longValue() < 0) {
        throw defect(name, "has a dimension that is not a whole number");
      }
      shape.add(dimension.longValue());
    }
    return shape;
  }

  private static long bytes(String name, ElementType type, List<Long> shape)
      throws InvalidCheckpointException {
    try {
      long bytes = type.bytes();
      for (long dimension : shape) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw defect(name, "has a shape too large to exist");
    }
  }

  private static void requireDisjoint(Map<String, StoredTensor> tensors)
      throws InvalidCheckpointException {
    List<Map.Entry<String, StoredTensor>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.comparingLong((Map.Entry<String, StoredTensor> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i).getValue().begin() < ordered.get(i - 1).getValue().end()) {
        throw defect(ordered.get(i).getKey(), "overlaps the tensor " + ordered.get(i - 1).getKey());
      }
    }
  }

  private static InvalidCheckpointException defect(String tensor, String defect) {
    return new InvalidCheckpointException("tensor " + tensor + " " + defect);
  }
}
