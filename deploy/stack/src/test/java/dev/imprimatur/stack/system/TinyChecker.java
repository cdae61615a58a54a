package dev.imprimatur.stack.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A safety checker of few weights in the diffusers layout, which sees the same in every picture:
 * all of its concepts, at a cosine of 1.
 */
final class TinyChecker {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VISION = "vision_model.";
  private static final String LAYER = VISION + "encoder.layers.0.";
  private static final int WIDTH = 4;

  private final ObjectNode header = JSON.createObjectNode();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private TinyChecker() {}

  /**
   * Writes it into a checkpoint.
   *
   * @param threshold of every concept: above 1 none shows
   */
  static void addTo(Path checkpoint, double threshold) throws IOException {
    Path index = checkpoint.resolve("model_index.json");
    var parts = (ObjectNode) JSON.readTree(index.toFile());
    parts.putArray("safety_checker").add("stable_diffusion").add("StableDiffusionSafetyChecker");
    Files.writeString(index, parts.toString());
    write(
        checkpoint.resolve("feature_extractor/preprocessor_config.json"),
        "{\"size\": 8, \"crop_size\": 8}");
    write(
        checkpoint.resolve("safety_checker/config.json"),
        """
        {"projection_dim": 4, "vision_config": {"hidden_size": 4, "intermediate_size": 4,
         "num_hidden_layers": 1, "num_attention_heads": 1, "image_size": 8, "patch_size": 8}}
        """);
    var checker = new TinyChecker();
    checker.addTower();
    checker.addConcepts("special_care_embeds", 3, 2);
    checker.addConcepts("concept_embeds", 17, threshold);
    Files.write(checkpoint.resolve("safety_checker/model.safetensors"), checker.file());
  }

  /** Zeros but for the last bias, so that what a picture shows makes no difference. */
  private void addTower() {
    add(VISION + "embeddings.class_embedding", 0, WIDTH);
    add(VISION + "embeddings.patch_embedding.weight", 0, WIDTH, 3, 8, 8);
    add(VISION + "embeddings.position_embedding.weight", 0, 2, WIDTH);
    addLinear(VISION + "pre_layrnorm", 0, WIDTH);
    addLinear(VISION + "post_layernorm", 1, WIDTH);
    addLinear(LAYER + "layer_norm1", 0, WIDTH);
    addLinear(LAYER + "layer_norm2", 0, WIDTH);
    for (String matrix : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
      addLinear(LAYER + "self_attn." + matrix, 0, WIDTH, WIDTH);
    }
    addLinear(LAYER + "mlp.fc1", 0, WIDTH, WIDTH);
    addLinear(LAYER + "mlp.fc2", 0, WIDTH, WIDTH);
    add("visual_projection.weight", 1, WIDTH, WIDTH);
  }

  private void addLinear(String name, double bias, int... shape) {
    add(name + ".weight", 0, shape);
    add(name + ".bias", bias, WIDTH);
  }

  private void addConcepts(String name, int count, double threshold) {
    add(name, 1, count, WIDTH);
    add(name + "_weights", threshold, count);
  }

  private void add(String name, double value, int... shape) {
    int count = Arrays.stream(shape).reduce(1, (one, other) -> one * other);
    ByteBuffer numbers = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    while (numbers.hasRemaining()) {
      numbers.putFloat((float) value);
    }
    ObjectNode entry = header.putObject(name).put("dtype", "F32");
    Arrays.stream(shape).forEach(entry.putArray("shape")::add);
    var offsets = entry.putArray("data_offsets").add(body.size());
    body.writeBytes(numbers.array());
    offsets.add(body.size());
  }

  private byte[] file() {
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + body.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(body.toByteArray())
        .array();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
