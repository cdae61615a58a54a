package dev.imprimatur.diffusion.checkpoint.architecture;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;
import java.util.Map;

/** The weights of CLIP's text tower (Radford et al. 2021). */
final class TextWeights {
  private static final int MAXIMUM_WIDTH = 8192;
  private static final int MAXIMUM_LAYERS = 128;
  private static final int MAXIMUM_VOCABULARY = 1 << 20;
  private static final int MAXIMUM_POSITIONS = 1024;

  private TextWeights() {}

  static Map<String, List<Long>> of(Settings settings, boolean withProjection)
      throws InvalidCheckpointException {
    int width = settings.number("hidden_size", 1, MAXIMUM_WIDTH);
    int inner = settings.number("intermediate_size", 1, 4 * MAXIMUM_WIDTH);
    int layers = settings.number("num_hidden_layers", 1, MAXIMUM_LAYERS);
    int heads = settings.number("num_attention_heads", 1, width);
    if (width % heads != 0) {
      throw settings.defect(
          "hidden_size %d cannot be divided among %d heads".formatted(width, heads));
    }
    var weights = new TensorList();
    weights.tensor(
        "text_model.embeddings.token_embedding.weight",
        settings.number("vocab_size", 1, MAXIMUM_VOCABULARY),
        width);
    weights.tensor(
        "text_model.embeddings.position_embedding.weight",
        settings.number("max_position_embeddings", 1, MAXIMUM_POSITIONS),
        width);
    for (int layer = 0; layer < layers; layer++) {
      weights.clipLayer("text_model.encoder.layers." + layer, width, inner);
    }
    weights.norms(width, "text_model.final_layer_norm");
    if (withProjection) {
      weights.tensor(
          "text_projection.weight", settings.number("projection_dim", 1, MAXIMUM_WIDTH), width);
    }
    return weights.shapes();
  }
}
