package dev.imprimatur.diffusion.checkpoint.architecture;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a denoising network's configuration says about the shapes of its weights.
 *
 * @param inChannels of its input
 * @param outChannels of its prediction
 * @param widths channels of each block, the first at full size
 * @param layersPerBlock resnets of each block on the way down
 * @param attentionDown whether each block on the way down attends to the text
 * @param attentionUp the same for the way up, whose first block is the narrowest
 * @param middle whether there is a middle block
 * @param depthsDown transformer layers behind each resnet of each block on the way down
 * @param depthsUp the same for the way up
 * @param textWidth width of a token's hidden state
 * @param linearProjection whether linear layers, not convolutions, stand around the transformers
 * @param scalesByTime whether the time scales and shifts what is normalised, instead of being added
 *     before
 * @param guidanceWidth width of the embedding of the guidance scale, or 0
 * @param additionWidth width of pooled text and embedded sizes together, or 0
 */
record UNetSettings(
    int inChannels,
    int outChannels,
    List<Integer> widths,
    List<Integer> layersPerBlock,
    List<Boolean> attentionDown,
    List<Boolean> attentionUp,
    boolean middle,
    List<List<Integer>> depthsDown,
    List<List<Integer>> depthsUp,
    int textWidth,
    boolean linearProjection,
    boolean scalesByTime,
    int guidanceWidth,
    int additionWidth) {
  private static final int MAXIMUM_BLOCKS = 8;
  private static final int MAXIMUM_CHANNELS = 64;
  private static final int MAXIMUM_WIDTH = 8192;
  private static final int MAXIMUM_LAYERS = 8;
  private static final int MAXIMUM_DEPTH = 32;
  private static final String DEPTHS = "transformer_layers_per_block";
  private static final String DEPTHS_UP = "reverse_transformer_layers_per_block";

  /** Settings that would add weights or change them, and have no supported value. */
  private static final List<String> ABSENT =
      List.of(
          "class_embed_type",
          "num_class_embeds",
          "encoder_hid_dim",
          "encoder_hid_dim_type",
          "time_embedding_dim",
          "cross_attention_norm",
          "only_cross_attention",
          "mid_block_only_cross_attention",
          "dual_cross_attention",
          "class_embeddings_concat",
          "center_input_sample",
          "resnet_skip_time_act");

  /** Settings that multiply something, which nothing here does. */
  private static final List<String> FACTORS =
      List.of("mid_block_scale_factor", "resnet_out_scale_factor", "downsample_padding");

  static UNetSettings of(Settings settings) throws InvalidCheckpointException {
    for (String key : ABSENT) {
      settings.absent(key);
    }
    settings.only("mid_block_type", "UNetMidBlock2DCrossAttn");
    for (String key : FACTORS) {
      settings.one(key);
    }
    settings.only("time_embedding_type", "positional");
    settings.only("attention_type", "default");
    settings.only("addition_embed_type", "text_time");
    settings.only("conv_in_kernel", "3");
    settings.only("conv_out_kernel", "3");
    List<Integer> widths = settings.numbers("block_out_channels", 1, MAXIMUM_WIDTH, MAXIMUM_BLOCKS);
    int blocks = widths.size();
    List<Boolean> down =
        settings.blockTypes("down_block_types", blocks, "DownBlock2D", "CrossAttnDownBlock2D");
    List<Boolean> up =
        settings.blockTypes("up_block_types", blocks, "UpBlock2D", "CrossAttnUpBlock2D");
    boolean middle = !settings.config().path("mid_block_type").isNull();
    requireGroups(settings, widths);
    requireHeads(
        settings,
        widths,
        IntStream.range(0, blocks)
            .filter(block ->
                down.get(block) || up.reversed().get(block) || (middle && block == blocks - 1)));
    List<Integer> layers =
        settings.numberPerBlock("layers_per_block", blocks, 1, MAXIMUM_LAYERS, 2);
    List<List<Integer>> depths = settings.numbersPerLayer(DEPTHS, layers, 1, MAXIMUM_DEPTH, 1);
    return new UNetSettings(
        settings.number("in_channels", 1, MAXIMUM_CHANNELS),
        settings.number("out_channels", 1, MAXIMUM_CHANNELS, 4),
        widths,
        layers,
        down,
        up,
        middle,
        depths,
        depthsUp(settings, layers, depths),
        settings.numberOfAll("cross_attention_dim", blocks, 1, MAXIMUM_WIDTH),
        settings.config().path("use_linear_projection").asBoolean(false),
        settings.choice("resnet_time_scale_shift", "default", "scale_shift"),
        settings.number("time_cond_proj_dim", 1, MAXIMUM_WIDTH, 0),
        settings.config().hasNonNull("addition_embed_type")
            ? settings.number("projection_class_embeddings_input_dim", 1, 2 * MAXIMUM_WIDTH)
            : 0);
  }

  /** As on the way down, unless the configuration names others; there is one layer more. */
  private static List<List<Integer>> depthsUp(
      Settings settings, List<Integer> layers, List<List<Integer>> down)
      throws InvalidCheckpointException {
    List<Integer> more = layers.reversed().stream().map(number -> number + 1).toList();
    if (settings.config().hasNonNull(DEPTHS_UP)) {
      return settings.numbersPerLayer(DEPTHS_UP, more, 1, MAXIMUM_DEPTH, 1);
    }
    var up = new ArrayList<List<Integer>>();
    for (List<Integer> depths : down.reversed()) {
      if (Set.copyOf(depths).size() > 1) {
        throw settings.defect(DEPTHS + " differs within a block, so it needs " + DEPTHS_UP);
      }
      up.add(Collections.nCopies(depths.size() + 1, depths.getFirst()));
    }
    return up;
  }

  private static void requireGroups(Settings settings, List<Integer> widths)
      throws InvalidCheckpointException {
    int groups = settings.number("norm_num_groups", 1, MAXIMUM_WIDTH, 32);
    for (int width : widths) {
      if (width % groups != 0) {
        throw settings.defect(
            "%d channels cannot be divided into %d groups".formatted(width, groups));
      }
    }
  }

  /** Where nothing attends, a block may have fewer channels than there are heads elsewhere. */
  private static void requireHeads(Settings settings, List<Integer> widths, IntStream attending)
      throws InvalidCheckpointException {
    String key =
        settings.config().hasNonNull("num_attention_heads")
            ? "num_attention_heads"
            : "attention_head_dim";
    List<Integer> heads = settings.numberPerBlock(key, widths.size(), 1, MAXIMUM_WIDTH, 8);
    for (int block : attending.toArray()) {
      if (widths.get(block) % heads.get(block) != 0) {
        throw settings.defect(
            "%d channels cannot be divided among %d heads"
                .formatted(widths.get(block), heads.get(block)));
      }
    }
  }

  int blocks() {
    return widths.size();
  }

  int width(int block) {
    return widths.get(block);
  }

  int layers(int block) {
    return layersPerBlock.get(block);
  }

  int depthDown(int block, int layer) {
    return depthsDown.get(block).get(layer);
  }

  int depthUp(int block, int layer) {
    return depthsUp.get(block).get(layer);
  }

  /** Of the middle block. */
  int middleDepth() {
    return depthsDown.getLast().getFirst();
  }

  boolean attendsDown(int block) {
    return attentionDown.get(block);
  }

  boolean attendsUp(int block) {
    return attentionUp.get(block);
  }
}
