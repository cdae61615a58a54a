package dev.imprimatur.diffusion.family;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes the tiny safety checker of {@code golden/safety} into a checkpoint. */
public final class SafetyRecipe {
  /** What {@code make_safety.py} wrote. */
  public static final Path GOLDEN = Path.of("src/test/resources/golden/safety");

  /** A configuration of the feature extractor that fits the tower. */
  public static final String EXTRACTOR = "{\"size\":36,\"crop_size\":32}";

  private SafetyRecipe() {}

  /** Writes the checker, with the thresholds of the recipe. */
  public static Path write(Path checkpoint) throws IOException, InvalidCheckpointException {
    return write(checkpoint, EXTRACTOR, Map.of(), UnaryOperator.identity());
  }

  /**
   * Writes the checker and names it in the index.
   *
   * @param instead numbers that take the place of the recipe's, by the weight's name
   * @param names other names for the weights
   */
  public static Path write(
      Path checkpoint, String extractor, Map<String, float[]> instead, UnaryOperator<String> names)
      throws IOException, InvalidCheckpointException {
    Path index = checkpoint.resolve("model_index.json");
    var json = (ObjectNode) JsonMapper.builder().build().readTree(index.toFile());
    json.putArray("safety_checker").add("stable_diffusion").add("StableDiffusionSafetyChecker");
    Files.writeString(index, json.toString());
    Path prepares = Files.createDirectories(checkpoint.resolve("feature_extractor"));
    Files.writeString(prepares.resolve("preprocessor_config.json"), extractor);
    Path checker = Files.createDirectories(checkpoint.resolve("safety_checker"));
    Files.writeString(
        checker.resolve("config.json"), Files.readString(GOLDEN.resolve("config.json")));
    var writer = new SafetensorsWriter("pt");
    for (RecipeCheckpoint.Weight weight : RecipeCheckpoint.weights("../safety")) {
      float[] other = instead.get(weight.name());
      writer.add(
          names.apply(weight.name()),
          ElementType.F32,
          weight.shape(),
          other == null ? weight.bytes() : bytes(other));
    }
    writer.write(checker.resolve("model.safetensors"));
    return checkpoint;
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
