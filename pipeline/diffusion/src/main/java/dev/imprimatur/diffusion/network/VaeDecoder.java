package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Component;

/** The decoder of the autoencoder: latents to pictures. */
public final class VaeDecoder implements AutoCloseable {
  /** The scaling factor of Stable Diffusion 1 and 2, when the checkpoint does not say. */
  private static final double DEFAULT_SCALING = 0.18215;

  private final Network network;
  private final double scalingFactor;
  private final int latentChannels;
  private final int upscaling;

  private VaeDecoder(Network network, double scalingFactor, int latentChannels, int upscaling) {
    this.network = network;
    this.scalingFactor = scalingFactor;
    this.latentChannels = latentChannels;
    this.upscaling = upscaling;
  }

  /** Loads the decoder from a checkpoint's {@code vae}. */
  public static VaeDecoder load(NDManager parent, Component component)
      throws InvalidCheckpointException {
    int channels = component.integer("latent_channels");
    component.require("post_quant_conv.weight", channels, channels, 1, 1);
    int blocks = component.config().path("block_out_channels").size();
    long widest = component.config().path("block_out_channels").path(blocks - 1).asLong();
    component.require("decoder.conv_in.weight", widest, channels, 3, 3);
    NDManager manager = parent.newSubManager();
    var weights = component.load(manager, "");
    weights.entrySet().removeIf(VaeDecoder::belongsToTheEncoder);
    return new VaeDecoder(
        Network.load(
            manager,
            "vae_decoder.torchscript",
            weights,
            IValue.from((long) component.config().path("norm_num_groups").asInt(32))),
        component.config().path("scaling_factor").asDouble(DEFAULT_SCALING),
        channels,
        1 << (blocks - 1));
  }

  /**
   * Decodes one latent.
   *
   * @param manager owns the result
   * @param latent [1, channels, h, w] as the sampler leaves it
   * @return [1, 3, 8h, 8w], about -1 to 1
   */
  public NDArray decode(NDManager manager, NDArray latent) {
    try (NDArray scaled = latent.div(scalingFactor)) {
      return network.tensor(manager, "forward", IValue.from((PtNDArray) scaled));
    }
  }

  /** Channels of a latent. */
  public int latentChannels() {
    return latentChannels;
  }

  /** Pixels for each place of a latent, along one side. */
  public int upscaling() {
    return upscaling;
  }

  @Override
  public void close() {
    network.close();
  }

  private static boolean belongsToTheEncoder(java.util.Map.Entry<String, NDArray> weight) {
    boolean encoder =
        weight.getKey().startsWith("encoder.") || weight.getKey().startsWith("quant_conv.");
    if (encoder) {
      weight.getValue().close();
    }
    return encoder;
  }
}
