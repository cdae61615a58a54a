package dev.imprimatur.diffusion.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a checkpoint's {@code unet/config.json} says.
 *
 * @param inChannels of its input: those of a latent, or with a mask and a masked picture's latent
 * @param outChannels of its prediction
 * @param widths channels of each block, the first at full size
 * @param heads of the attention in each block
 * @param groups of group normalisation
 * @param epsilon of group normalisation
 * @param upcastAttention whether attention is computed in float32 whatever the precision
 * @param takesSizes whether pooled text and sizes are inputs (SDXL)
 * @param takesGuidance whether the guidance scale is an input (consistency models)
 * @param sampleSize places of a latent along one side, as trained
 */
public record UNetFacts(
    int inChannels,
    int outChannels,
    List<Integer> widths,
    List<Integer> heads,
    int groups,
    double epsilon,
    boolean upcastAttention,
    boolean takesSizes,
    boolean takesGuidance,
    int sampleSize) {
  private static final int MAXIMUM_BLOCKS = 8;

  /** The settings that change what is computed and have one supported value. */
  private static final List<String> MUST_BE_ABSENT =
      List.of(
          "class_embed_type",
          "num_class_embeds",
          "encoder_hid_dim_type",
          "time_embedding_act_fn",
          "timestep_post_act",
          "cross_attention_norm");

  public UNetFacts {
    widths = List.copyOf(widths);
    heads = List.copyOf(heads);
  }

  /**
   * Reads the configuration.
   *
   * @throws InvalidCheckpointException naming the first setting that is wrong or not supported
   */
  public static UNetFacts of(JsonNode config) throws InvalidCheckpointException {
    requireSupported(config);
    List<Integer> widths = integers(config.path("block_out_channels"), 0);
    require(
        !widths.isEmpty() && widths.size() <= MAXIMUM_BLOCKS,
        "block_out_channels must name 1 to " + MAXIMUM_BLOCKS + " blocks");
    String addition = config.path("addition_embed_type").asText("");
    require(
        addition.isEmpty() || addition.equals("null") || addition.equals("text_time"),
        "addition_embed_type '" + addition + "' is not supported");
    return new UNetFacts(
        positive(config, "in_channels", 4),
        positive(config, "out_channels", 4),
        widths,
        heads(config, widths.size()),
        positive(config, "norm_num_groups", 32),
        config.path("norm_eps").asDouble(1e-5),
        config.path("upcast_attention").asBoolean(false),
        addition.equals("text_time"),
        config.hasNonNull("time_cond_proj_dim"),
        positive(config, "sample_size", 64));
  }

  /** The setting is named {@code attention_head_dim}, but means the number of heads. */
  private static List<Integer> heads(JsonNode config, int blocks)
      throws InvalidCheckpointException {
    JsonNode heads =
        config.hasNonNull("num_attention_heads")
            ? config.path("num_attention_heads")
            : config.path("attention_head_dim");
    if (!heads.isArray()) {
      return Collections.nCopies(blocks, heads.asInt(8));
    }
    require(heads.size() == blocks, "attention_head_dim must name " + blocks + " blocks");
    return integers(heads, 8);
  }

  private static List<Integer> integers(JsonNode array, int fallback)
      throws InvalidCheckpointException {
    var values = new ArrayList<Integer>();
    for (JsonNode value : array) {
      require(value.asInt(fallback) > 0, "numbers of channels and heads must be positive");
      values.add(value.asInt(fallback));
    }
    return values;
  }

  private static int positive(JsonNode config, String key, int fallback)
      throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    int number = value.isMissingNode() || value.isNull() ? fallback : value.asInt(0);
    require(number > 0, key + " must be a positive whole number");
    return number;
  }

  private static void requireSupported(JsonNode config) throws InvalidCheckpointException {
    require(config.path("flip_sin_to_cos").asBoolean(true), "flip_sin_to_cos must be true");
    require(config.path("freq_shift").asInt(0) == 0, "freq_shift must be 0");
    require(
        List.of("silu", "swish").contains(config.path("act_fn").asText("silu")),
        "act_fn must be silu");
    require(
        !config.path("center_input_sample").asBoolean(false), "center_input_sample must be false");
    require(
        !config.path("dual_cross_attention").asBoolean(false),
        "dual_cross_attention must be false");
    require(
        config
            .path("mid_block_type")
            .asText("UNetMidBlock2DCrossAttn")
            .equals("UNetMidBlock2DCrossAttn"),
        "mid_block_type must be UNetMidBlock2DCrossAttn");
    for (String key : MUST_BE_ABSENT) {
      require(!config.hasNonNull(key), key + " is not supported");
    }
  }

  private static void require(boolean holds, String rule) throws InvalidCheckpointException {
    if (!holds) {
      throw new InvalidCheckpointException("unet/config.json: " + rule);
    }
  }
}
