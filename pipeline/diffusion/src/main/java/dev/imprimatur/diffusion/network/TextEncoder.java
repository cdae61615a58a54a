package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Component;

/** CLIP's text tower: token ids to hidden states and, where there is a projection, pooled text. */
public final class TextEncoder implements Releasable {
  private static final String PREFIX = "text_model.";

  /** The end token that configurations name which were written before it was read from them. */
  private static final int LEGACY_END = 2;

  private final Network network;

  private TextEncoder(Network network) {
    this.network = network;
  }

  /** Which hidden states a family conditions its UNet on. */
  public enum Layer {
    /** After the last layer and its norm. */
    LAST,
    /** What the last layer gets, without a norm. */
    PENULTIMATE
  }

  /** Loads the encoder from a checkpoint's {@code text_encoder} or {@code text_encoder_2}. */
  public static TextEncoder load(NDManager parent, Component component, WeightForm form)
      throws InvalidCheckpointException {
    requireShapes(component);
    NDManager manager = parent.newSubManager();
    return new TextEncoder(
        Network.load(
            manager,
            "text_encoder.torchscript",
            form.load(component, manager),
            form,
            IValue.from(form.isPacked()),
            IValue.from((long) component.integer("num_attention_heads")),
            IValue.from(component.config().path("layer_norm_eps").asDouble(1e-5)),
            IValue.from(quickGelu(component)),
            IValue.from(end(component))));
  }

  /**
   * Encodes one text.
   *
   * @param manager owns the result
   * @param ids one prompt's token ids
   * @return hidden states [1, ids, width] and, with a projection, the pooled text [1, projection];
   *     float32
   */
  public NDList encode(NDManager manager, long[] ids, Layer layer) {
    try (NDArray tokens = manager.create(ids, new Shape(1, ids.length))) {
      return network.tensors(
          manager,
          "forward",
          IValue.from((PtNDArray) tokens),
          IValue.from(layer == Layer.PENULTIMATE));
    }
  }

  @Override
  public void close() {
    network.close();
  }

  private static void requireShapes(Component component) throws InvalidCheckpointException {
    int width = component.integer("hidden_size");
    component.require(
        PREFIX + "embeddings.token_embedding.weight", component.integer("vocab_size"), width);
    component.require(
        PREFIX + "embeddings.position_embedding.weight",
        component.integer("max_position_embeddings"),
        width);
    int last = component.integer("num_hidden_layers") - 1;
    component.require(
        PREFIX + "encoder.layers." + last + ".mlp.fc1.weight",
        component.integer("intermediate_size"),
        width);
    component.require(PREFIX + "final_layer_norm.weight", width);
  }

  private static long end(Component component) {
    int end = component.config().path("eos_token_id").asInt(LEGACY_END);
    return end == LEGACY_END ? -1 : end;
  }

  private static boolean quickGelu(Component component) throws InvalidCheckpointException {
    String activation = component.config().path("hidden_act").asText("quick_gelu");
    return switch (activation) {
      case "quick_gelu" -> true;
      case "gelu" -> false;
      default ->
          throw new InvalidCheckpointException(
              "text_encoder/config.json: hidden_act '" + activation + "' is not supported");
    };
  }
}
