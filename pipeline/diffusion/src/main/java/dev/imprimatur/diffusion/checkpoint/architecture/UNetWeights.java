package dev.imprimatur.diffusion.checkpoint.architecture;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The weights of the denoising network (Rombach et al. 2022; Podell et al. 2023). */
final class UNetWeights {
  private final TensorList weights = new TensorList();
  private final UNetSettings unet;
  private final int time;

  UNetWeights(Settings settings) throws InvalidCheckpointException {
    this.unet = UNetSettings.of(settings);
    this.time = 4 * unet.width(0);
  }

  Map<String, List<Long>> shapes() {
    addEmbeddings();
    Deque<Integer> skips = addDown();
    addMiddle();
    addUp(skips);
    weights.norms(unet.width(0), "conv_norm_out");
    weights.convolution("conv_out", unet.outChannels(), unet.width(0), 3);
    return weights.shapes();
  }

  private void addEmbeddings() {
    weights.convolution("conv_in", unet.width(0), unet.inChannels(), 3);
    weights.linear("time_embedding.linear_1", time, unet.width(0));
    weights.linear("time_embedding.linear_2", time, time);
    if (unet.guidanceWidth() > 0) {
      weights.tensor("time_embedding.cond_proj.weight", unet.width(0), unet.guidanceWidth());
    }
    if (unet.additionWidth() > 0) {
      weights.linear("add_embedding.linear_1", time, unet.additionWidth());
      weights.linear("add_embedding.linear_2", time, time);
    }
  }

  /** The way down; returns the widths of the skips that it leaves. */
  private Deque<Integer> addDown() {
    Deque<Integer> skips = new ArrayDeque<>(List.of(unet.width(0)));
    int in = unet.width(0);
    for (int block = 0; block < unet.blocks(); block++) {
      String name = "down_blocks." + block;
      int out = unet.width(block);
      for (int layer = 0; layer < unet.layers(block); layer++) {
        addResnet(name + ".resnets." + layer, layer == 0 ? in : out, out);
        if (unet.attendsDown(block)) {
          addTransformer(name + ".attentions." + layer, out, unet.depthDown(block, layer));
        }
        skips.push(out);
      }
      if (block < unet.blocks() - 1) {
        weights.convolution(name + ".downsamplers.0.conv", out, out, 3);
        skips.push(out);
      }
      in = out;
    }
    return skips;
  }

  private void addMiddle() {
    if (!unet.middle()) {
      return;
    }
    int last = unet.blocks() - 1;
    addResnet("mid_block.resnets.0", unet.width(last), unet.width(last));
    addTransformer("mid_block.attentions.0", unet.width(last), unet.middleDepth());
    addResnet("mid_block.resnets.1", unet.width(last), unet.width(last));
  }

  private void addUp(Deque<Integer> skips) {
    int in = unet.width(unet.blocks() - 1);
    for (int block = 0; block < unet.blocks(); block++) {
      String name = "up_blocks." + block;
      int level = unet.blocks() - 1 - block;
      int out = unet.width(level);
      for (int layer = 0; layer <= unet.layers(level); layer++) {
        addResnet(name + ".resnets." + layer, (layer == 0 ? in : out) + skips.pop(), out);
        if (unet.attendsUp(block)) {
          addTransformer(name + ".attentions." + layer, out, unet.depthUp(block, layer));
        }
      }
      if (level > 0) {
        weights.convolution(name + ".upsamplers.0.conv", out, out, 3);
      }
      in = out;
    }
  }

  private void addResnet(String name, int in, int out) {
    weights.norms(in, name + ".norm1");
    weights.convolution(name + ".conv1", out, in, 3);
    weights.linear(name + ".time_emb_proj", unet.scalesByTime() ? 2L * out : out, time);
    weights.norms(out, name + ".norm2");
    weights.convolution(name + ".conv2", out, out, 3);
    if (in != out) {
      weights.convolution(name + ".conv_shortcut", out, in, 1);
    }
  }

  private void addTransformer(String name, int width, int depth) {
    weights.norms(width, name + ".norm");
    for (String projection : List.of(name + ".proj_in", name + ".proj_out")) {
      if (unet.linearProjection()) {
        weights.linear(projection, width, width);
      } else {
        weights.convolution(projection, width, width, 1);
      }
    }
    for (int index = 0; index < depth; index++) {
      addTransformerBlock(name + ".transformer_blocks." + index, width);
    }
  }

  private void addTransformerBlock(String name, int width) {
    weights.norms(width, name + ".norm1", name + ".norm2", name + ".norm3");
    addAttention(name + ".attn1", width, width);
    addAttention(name + ".attn2", width, unet.textWidth());
    weights.linear(name + ".ff.net.0.proj", 8L * width, width);
    weights.linear(name + ".ff.net.2", width, 4L * width);
  }

  private void addAttention(String name, int width, int seen) {
    weights.tensor(name + ".to_q.weight", width, width);
    weights.tensor(name + ".to_k.weight", width, seen);
    weights.tensor(name + ".to_v.weight", width, seen);
    weights.linear(name + ".to_out.0", width, width);
  }
}
