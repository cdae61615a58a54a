package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Component;
import java.util.Arrays;

/** The denoising network: noisy latents, a timestep and a text give a prediction. */
public final class UNet implements AutoCloseable {
  private final Network network;
  private final int inChannels;

  private UNet(Network network, int inChannels) {
    this.network = network;
    this.inChannels = inChannels;
  }

  /** Loads the network from a checkpoint's {@code unet}. */
  public static UNet load(NDManager parent, Component component) throws InvalidCheckpointException {
    JsonNode config = component.config();
    int inChannels = component.integer("in_channels");
    long[] widths = widths(config);
    component.require("conv_in.weight", widths[0], inChannels, 3, 3);
    component.require("conv_out.weight", component.integer("out_channels"), widths[0], 3, 3);
    component.require("time_embedding.linear_1.weight", 4 * widths[0], widths[0]);
    component.require(
        "mid_block.resnets.1.conv2.weight",
        widths[widths.length - 1],
        widths[widths.length - 1],
        3,
        3);
    requireSupported(config);
    NDManager manager = parent.newSubManager();
    return new UNet(
        Network.load(
            manager,
            "unet.torchscript",
            component.load(manager, ""),
            IValue.listFrom(heads(config, widths.length)),
            IValue.from((long) config.path("norm_num_groups").asInt(32)),
            IValue.from(config.path("norm_eps").asDouble(1e-5))),
        inChannels);
  }

  /** Channels of its input. */
  public int inChannels() {
    return inChannels;
  }

  /**
   * Prepares texts for {@link #predict}: keys and values of every cross attention.
   *
   * @param text [n, tokens, width]
   */
  public TextContext context(NDArray text) {
    return new TextContext(network.call("text_context", IValue.from((PtNDArray) text)));
  }

  /**
   * One pass.
   *
   * @param manager owns the result
   * @param sample [n, channels, h, w], float32
   * @param timesteps [n], float32
   * @param text of n texts
   * @return of the sample's shape
   */
  public NDArray predict(NDManager manager, NDArray sample, NDArray timesteps, TextContext text) {
    return network.tensor(
        manager,
        "forward",
        IValue.from((PtNDArray) sample),
        IValue.from((PtNDArray) timesteps),
        text.argument());
  }

  @Override
  public void close() {
    network.close();
  }

  private static long[] widths(JsonNode config) throws InvalidCheckpointException {
    JsonNode widths = config.path("block_out_channels");
    if (!widths.isArray() || widths.isEmpty()) {
      throw new InvalidCheckpointException("unet/config.json: block_out_channels is missing");
    }
    long[] values = new long[widths.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = widths.get(i).asLong();
    }
    return values;
  }

  /** The setting is named {@code attention_head_dim}, but means the number of heads. */
  private static long[] heads(JsonNode config, int blocks) throws InvalidCheckpointException {
    JsonNode heads =
        config.hasNonNull("num_attention_heads")
            ? config.path("num_attention_heads")
            : config.path("attention_head_dim");
    long[] values = new long[blocks];
    Arrays.fill(values, heads.asLong(8));
    if (heads.isArray()) {
      if (heads.size() != blocks) {
        throw new InvalidCheckpointException(
            "unet/config.json: attention_head_dim must name " + blocks + " blocks");
      }
      for (int i = 0; i < blocks; i++) {
        values[i] = heads.get(i).asLong();
      }
    }
    return values;
  }

  private static void requireSupported(JsonNode config) throws InvalidCheckpointException {
    require(config.path("flip_sin_to_cos").asBoolean(true), "flip_sin_to_cos must be true");
    require(config.path("freq_shift").asInt(0) == 0, "freq_shift must be 0");
    require(config.path("act_fn").asText("silu").equals("silu"), "act_fn must be silu");
    require(!config.hasNonNull("addition_embed_type"), "addition_embed_type is not supported");
    require(!config.hasNonNull("class_embed_type"), "class_embed_type is not supported");
  }

  private static void require(boolean holds, String rule) throws InvalidCheckpointException {
    if (!holds) {
      throw new InvalidCheckpointException("unet/config.json: " + rule);
    }
  }
}
