package dev.imprimatur.diffusion.checkpoint.compvis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;

/** A text encoder's configuration, from the shapes of its weights. */
final class TextConfig {
  private static final String TOKENS = "embeddings.token_embedding.weight";
  private static final int HEAD_WIDTH = 64;
  private static final int BEGIN = 49406;
  private static final int END = 49407;

  private TextConfig() {}

  /** Of an encoder by Transformers. */
  static ObjectNode ofClip(Shapes shapes) throws InvalidCheckpointException {
    String root = shapes.has("text_model." + TOKENS) ? "text_model." : "";
    String layer = root + "encoder.layers.%d.mlp.fc1.weight";
    ObjectNode config =
        json(
            shapes,
            root + TOKENS,
            root + "embeddings.position_embedding.weight",
            layer.formatted(0));
    config.put("num_hidden_layers", shapes.count(layer::formatted));
    config.put("hidden_act", "quick_gelu");
    config.put("projection_dim", config.path("hidden_size").intValue());
    return config;
  }

  /**
   * Of an encoder by OpenCLIP.
   *
   * @param used how many of its layers are used at most
   */
  static ObjectNode ofOpenClip(Shapes shapes, int used) throws InvalidCheckpointException {
    String layer = "transformer.resblocks.%d.mlp.c_fc.weight";
    ObjectNode config =
        json(shapes, "token_embedding.weight", "positional_embedding", layer.formatted(0));
    config.put("num_hidden_layers", Math.min(shapes.count(layer::formatted), used));
    config.put("hidden_act", "gelu");
    config.put("projection_dim", projection(shapes, config.path("hidden_size").intValue()));
    return config;
  }

  /** Written as OpenCLIP multiplies by it, or by some programs the other way round. */
  private static int projection(Shapes shapes, int width) throws InvalidCheckpointException {
    String transposed = "text_projection.weight";
    if (shapes.has(transposed)) {
      return shapes.dimension(transposed, 0);
    }
    return shapes.has("text_projection") ? shapes.dimension("text_projection", 1) : width;
  }

  private static ObjectNode json(Shapes shapes, String tokens, String positions, String inner)
      throws InvalidCheckpointException {
    int width = shapes.dimension(tokens, 1);
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("model_type", "clip_text_model");
    config.put("vocab_size", shapes.dimension(tokens, 0));
    config.put("hidden_size", width);
    config.put("max_position_embeddings", shapes.dimension(positions, 0));
    config.put("intermediate_size", shapes.dimension(inner, 0));
    config.put("num_attention_heads", Math.max(width / HEAD_WIDTH, 1));
    config.put("layer_norm_eps", 1e-5);
    config.put("bos_token_id", BEGIN);
    config.put("eos_token_id", END);
    return config;
  }
}
