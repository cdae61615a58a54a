package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;

/**
 * What a network's configuration means where it leaves out what shapes its weights: the defaults of
 * the classes of Diffusers and Transformers that read it. A null is no omission.
 */
final class DefaultConfig {
  private static final String UNET =
      """
      {"in_channels": 4, "out_channels": 4, "layers_per_block": 2, "cross_attention_dim": 1280,
       "block_out_channels": [320, 640, 1280, 1280],
       "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D",
                            "CrossAttnDownBlock2D", "DownBlock2D"],
       "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D",
                          "CrossAttnUpBlock2D"]}
      """;
  private static final String AUTOENCODER =
      """
      {"latent_channels": 4, "layers_per_block": 1, "block_out_channels": [64],
       "down_block_types": ["DownEncoderBlock2D"], "up_block_types": ["UpDecoderBlock2D"]}
      """;
  private static final String TEXT =
      """
      {"vocab_size": 49408, "hidden_size": 512, "intermediate_size": 2048, "projection_dim": 512,
       "num_hidden_layers": 12, "num_attention_heads": 8, "max_position_embeddings": 77,
       "eos_token_id": 49407}
      """;

  private DefaultConfig() {}

  /** {@code config} with what it leaves out. */
  static JsonNode completed(Architecture architecture, JsonNode config) {
    ObjectNode completed = defaults(architecture);
    config.properties().forEach(setting -> completed.set(setting.getKey(), setting.getValue()));
    return completed;
  }

  private static ObjectNode defaults(Architecture architecture) {
    String json =
        switch (architecture) {
          case UNET -> UNET;
          case AUTOENCODER -> AUTOENCODER;
          case TEXT, TEXT_WITH_PROJECTION -> TEXT;
          case SAFETY_CHECKER -> "{}";
        };
    try {
      return (ObjectNode) JsonMapper.builder().build().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the defaults are JSON", e);
    }
  }
}
