package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Component;
import java.util.Map;
import java.util.TreeMap;

/** CLIP's vision tower: pictures to embeddings that texts can be compared with. */
public final class VisionTower implements Releasable {
  private static final String PREFIX = "vision_model.";
  private static final String PROJECTION = "visual_projection.";
  private static final int COLOURS = 3;

  private final Network network;
  private final int side;

  private VisionTower(Network network, int side) {
    this.network = network;
    this.side = side;
  }

  /**
   * Loads the tower from a component whose configuration has a {@code vision_config}. What that
   * does not say is as in CLIP's base model.
   */
  public static VisionTower load(NDManager parent, Component component)
      throws InvalidCheckpointException {
    JsonNode config = component.config().path("vision_config");
    NDManager manager = parent.newSubManager();
    try {
      Map<String, NDArray> weights = weights(manager, component);
      requireShapes(weights, config);
      boolean quickGelu = quickGelu(config);
      return new VisionTower(
          Network.load(
              manager,
              "vision_tower.torchscript",
              weights,
              WeightForm.FULL,
              IValue.from((long) config.path("num_attention_heads").asInt(12)),
              IValue.from(config.path("layer_norm_eps").asDouble(1e-5)),
              IValue.from(quickGelu)),
          config.path("image_size").asInt(224));
    } catch (InvalidCheckpointException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * The embedding of one picture, whose length means nothing.
   *
   * @param manager owns what is needed for the moment
   * @param values red, green and blue planes, [3, side, side], normalised as the tower was trained
   */
  public float[] embed(NDManager manager, float[] values) {
    try (NDArray picture = manager.create(values, new Shape(1, COLOURS, side, side));
        NDArray embedding = network.tensor(manager, "forward", IValue.from((PtNDArray) picture))) {
      return embedding.toFloatArray();
    }
  }

  /** Pixels along the side of the square pictures that the tower sees. */
  public int side() {
    return side;
  }

  @Override
  public void close() {
    network.close();
  }

  /** Older checkpoints write the prefix twice. */
  private static Map<String, NDArray> weights(NDManager manager, Component component)
      throws InvalidCheckpointException {
    var weights = new TreeMap<String, NDArray>();
    for (var weight : component.load(manager, PREFIX).entrySet()) {
      String name = weight.getKey();
      weights.put(
          name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, weight.getValue());
    }
    for (var weight : component.load(manager, PROJECTION).entrySet()) {
      weights.put(PROJECTION + weight.getKey(), weight.getValue());
    }
    return weights;
  }

  private static void requireShapes(Map<String, NDArray> weights, JsonNode config)
      throws InvalidCheckpointException {
    int width = config.path("hidden_size").asInt(768);
    int patch = config.path("patch_size").asInt(32);
    int side = config.path("image_size").asInt(224);
    int heads = config.path("num_attention_heads").asInt(12);
    if (patch < 1 || heads < 1 || side < patch || width % heads != 0) {
      throw new InvalidCheckpointException(
          "vision_config: patch_size, image_size, hidden_size and num_attention_heads do not fit");
    }
    long patches = side / patch;
    require(weights, "embeddings.class_embedding", width);
    require(weights, "embeddings.patch_embedding.weight", width, COLOURS, patch, patch);
    require(weights, "embeddings.position_embedding.weight", patches * patches + 1, width);
    for (int layer = 0; layer < config.path("num_hidden_layers").asInt(12); layer++) {
      String name = "encoder.layers." + layer + ".mlp.fc1.weight";
      require(weights, name, config.path("intermediate_size").asInt(3072), width);
    }
    require(weights, "post_layernorm.weight", width);
    NDArray projection = weights.get(PROJECTION + "weight");
    if (projection == null || projection.getShape().dimension() != 2) {
      throw new InvalidCheckpointException("weight " + PROJECTION + "weight is missing");
    }
  }

  private static void require(Map<String, NDArray> weights, String name, long... shape)
      throws InvalidCheckpointException {
    NDArray weight = weights.get(name);
    Shape wanted = new Shape(shape);
    if (weight == null || !weight.getShape().equals(wanted)) {
      throw new InvalidCheckpointException(
          "weight %s%s has shape %s, expected %s"
              .formatted(PREFIX, name, weight == null ? "none" : weight.getShape(), wanted));
    }
  }

  private static boolean quickGelu(JsonNode config) throws InvalidCheckpointException {
    String activation = config.path("hidden_act").asText("quick_gelu");
    return switch (activation) {
      case "quick_gelu" -> true;
      case "gelu" -> false;
      default ->
          throw new InvalidCheckpointException(
              "vision_config: hidden_act '" + activation + "' is not supported");
    };
  }
}
