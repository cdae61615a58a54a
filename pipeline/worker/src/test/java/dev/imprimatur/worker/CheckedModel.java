package dev.imprimatur.worker;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The embedded model with a safety checker of few weights, which sees the same in every picture:
 * the first concept, at a cosine of 1.
 */
final class CheckedModel {
  private static final int WIDTH = 4;
  private static final String VISION = "vision_model.";
  private static final String LAYER = VISION + "encoder.layers.0.";

  private final SafetensorsWriter writer = new SafetensorsWriter("pt");

  private CheckedModel() {}

  /**
   * Writes it.
   *
   * @param threshold of every concept
   */
  static void write(Path folder, float threshold) throws Exception {
    copy(Orders.MODELS.resolve("cartoon"), folder);
    Path index = folder.resolve("model_index.json");
    var json = (ObjectNode) JsonMapper.builder().build().readTree(index.toFile());
    json.putArray("safety_checker").add("stable_diffusion").add("StableDiffusionSafetyChecker");
    Files.writeString(index, json.toString());
    write(
        folder.resolve("feature_extractor/preprocessor_config.json"),
        "{\"size\": 8, \"crop_size\": 8}");
    write(
        folder.resolve("safety_checker/config.json"),
        """
        {"projection_dim": 4, "vision_config": {"hidden_size": 4, "intermediate_size": 4,
         "num_hidden_layers": 1, "num_attention_heads": 1, "image_size": 8, "patch_size": 8}}
        """);
    var model = new CheckedModel();
    model.addTower();
    model.addConcepts("special_care_embeds", 3, 2);
    model.addConcepts("concept_embeds", 17, threshold);
    model.writer.write(folder.resolve("safety_checker/model.safetensors"));
  }

  /** Zeros but for the last bias: then what a picture shows makes no difference. */
  private void addTower() {
    add(VISION + "embeddings.class_embedding", 0, WIDTH);
    add(VISION + "embeddings.patch_embedding.weight", 0, WIDTH, 3, 8, 8);
    add(VISION + "embeddings.position_embedding.weight", 0, 2, WIDTH);
    for (String norm : List.of("pre_layrnorm", "post_layernorm")) {
      addLinear(VISION + norm, norm.startsWith("post") ? 1 : 0, WIDTH);
    }
    for (String norm : List.of("layer_norm1", "layer_norm2")) {
      addLinear(LAYER + norm, 0, WIDTH);
    }
    for (String matrix : List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")) {
      addLinear(LAYER + matrix, 0, WIDTH, WIDTH);
    }
    for (String matrix : List.of("self_attn.out_proj", "mlp.fc1", "mlp.fc2")) {
      addLinear(LAYER + matrix, 0, WIDTH, WIDTH);
    }
    add("visual_projection.weight", 1, WIDTH, WIDTH);
  }

  private void addLinear(String name, float bias, long... shape) {
    add(name + ".weight", 0, shape);
    add(name + ".bias", bias, WIDTH);
  }

  private void addConcepts(String name, int count, float threshold) {
    add(name, 1, count, WIDTH);
    add(name + "_weights", threshold, count);
  }

  private void add(String name, float value, long... shape) {
    long count = Arrays.stream(shape).reduce(1, (one, other) -> one * other);
    ByteBuffer bytes =
        ByteBuffer.allocate((int) count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < count; i++) {
      bytes.putFloat(value);
    }
    writer.add(name, ElementType.F32, Arrays.stream(shape).boxed().toList(), bytes.array());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
