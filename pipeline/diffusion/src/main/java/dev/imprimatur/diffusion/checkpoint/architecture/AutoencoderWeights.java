package dev.imprimatur.diffusion.checkpoint.architecture;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;
import java.util.Map;

/** The weights of the autoencoder (AutoencoderKL of Rombach et al. 2022). */
final class AutoencoderWeights {
  private static final int MAXIMUM_BLOCKS = 8;
  private static final int MAXIMUM_CHANNELS = 64;
  private static final int MAXIMUM_WIDTH = 4096;
  private static final int MAXIMUM_LAYERS = 16;

  private final TensorList weights = new TensorList();
  private final int pictureChannels;
  private final int latentChannels;
  private final boolean convolvesMoments;
  private final boolean convolvesLatents;
  private final boolean attends;
  private final int layers;
  private final List<Integer> widths;

  AutoencoderWeights(Settings settings) throws InvalidCheckpointException {
    this.widths = settings.numbers("block_out_channels", 1, MAXIMUM_WIDTH, MAXIMUM_BLOCKS);
    this.latentChannels = settings.number("latent_channels", 1, MAXIMUM_CHANNELS);
    this.layers = settings.number("layers_per_block", 1, MAXIMUM_LAYERS, 1);
    this.pictureChannels = 3;
    settings.only("in_channels", "3");
    settings.only("out_channels", "3");
    settings.choice("act_fn", "silu", "swish");
    this.convolvesMoments = settings.config().path("use_quant_conv").asBoolean(true);
    this.convolvesLatents = settings.config().path("use_post_quant_conv").asBoolean(true);
    this.attends = settings.config().path("mid_block_add_attention").asBoolean(true);
    settings.blockTypes(
        "down_block_types", widths.size(), "DownEncoderBlock2D", "DownEncoderBlock2D");
    settings.blockTypes("up_block_types", widths.size(), "UpDecoderBlock2D", "UpDecoderBlock2D");
    int groups = settings.number("norm_num_groups", 1, MAXIMUM_WIDTH, 32);
    for (int width : widths) {
      if (width % groups != 0) {
        throw settings.defect(
            "%d channels cannot be divided into %d groups".formatted(width, groups));
      }
    }
  }

  Map<String, List<Long>> shapes() {
    addEncoder();
    addDecoder();
    if (convolvesMoments) {
      weights.convolution("quant_conv", 2L * latentChannels, 2L * latentChannels, 1);
    }
    if (convolvesLatents) {
      weights.convolution("post_quant_conv", latentChannels, latentChannels, 1);
    }
    return weights.shapes();
  }

  private void addEncoder() {
    weights.convolution("encoder.conv_in", widths.getFirst(), pictureChannels, 3);
    int in = widths.getFirst();
    for (int block = 0; block < widths.size(); block++) {
      String name = "encoder.down_blocks." + block;
      int out = widths.get(block);
      for (int layer = 0; layer < layers; layer++) {
        addResnet(name + ".resnets." + layer, layer == 0 ? in : out, out);
      }
      if (block < widths.size() - 1) {
        weights.convolution(name + ".downsamplers.0.conv", out, out, 3);
      }
      in = out;
    }
    addMiddle("encoder.mid_block");
    weights.norms(in, "encoder.conv_norm_out");
    weights.convolution("encoder.conv_out", 2L * latentChannels, in, 3);
  }

  private void addDecoder() {
    int in = widths.getLast();
    weights.convolution("decoder.conv_in", in, latentChannels, 3);
    addMiddle("decoder.mid_block");
    for (int block = 0; block < widths.size(); block++) {
      String name = "decoder.up_blocks." + block;
      int out = widths.get(widths.size() - 1 - block);
      for (int layer = 0; layer <= layers; layer++) {
        addResnet(name + ".resnets." + layer, layer == 0 ? in : out, out);
      }
      if (block < widths.size() - 1) {
        weights.convolution(name + ".upsamplers.0.conv", out, out, 3);
      }
      in = out;
    }
    weights.norms(in, "decoder.conv_norm_out");
    weights.convolution("decoder.conv_out", pictureChannels, in, 3);
  }

  private void addMiddle(String name) {
    int width = widths.getLast();
    addResnet(name + ".resnets.0", width, width);
    if (attends) {
      weights.norms(width, name + ".attentions.0.group_norm");
      for (String projection : List.of("to_q", "to_k", "to_v", "to_out.0")) {
        weights.linear(name + ".attentions.0." + projection, width, width);
      }
    }
    addResnet(name + ".resnets.1", width, width);
  }

  private void addResnet(String name, int in, int out) {
    weights.norms(in, name + ".norm1");
    weights.convolution(name + ".conv1", out, in, 3);
    weights.norms(out, name + ".norm2");
    weights.convolution(name + ".conv2", out, out, 3);
    if (in != out) {
      weights.convolution(name + ".conv_shortcut", out, in, 1);
    }
  }
}
