package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Component;

/** The autoencoder between pictures and latents. */
public final class Autoencoder implements Releasable {
  /** The scaling factor of Stable Diffusion 1 and 2, when the checkpoint does not say. */
  private static final double DEFAULT_SCALING = 0.18215;

  private final Network network;
  private final double scalingFactor;

  private Autoencoder(Network network, double scalingFactor) {
    this.network = network;
    this.scalingFactor = scalingFactor;
  }

  /** Loads the autoencoder from a checkpoint's {@code vae}. */
  public static Autoencoder load(NDManager parent, Component component, WeightForm form)
      throws InvalidCheckpointException {
    LatentSpace space = LatentSpace.of(component);
    JsonNode widths = component.config().path("block_out_channels");
    long widest = widths.path(widths.size() - 1).asLong();
    component.require("decoder.conv_in.weight", widest, space.channels(), 3, 3);
    component.require("encoder.conv_out.weight", 2L * space.channels(), widest, 3, 3);
    requireSupported(component.config());
    NDManager manager = parent.newSubManager();
    return new Autoencoder(
        Network.load(
            manager,
            "autoencoder.torchscript",
            form.load(component, manager),
            form,
            IValue.from(form.isPacked()),
            IValue.from((long) component.config().path("norm_num_groups").asInt(32))),
        component.config().path("scaling_factor").asDouble(DEFAULT_SCALING));
  }

  /**
   * Encodes pictures to the distribution of their latents.
   *
   * @param manager owns the result
   * @param picture [n, 3, h, w], -1 to 1
   * @return [n, 2 * channels, h / 8, w / 8]: means, then logarithms of variances, not scaled
   */
  public NDArray encode(NDManager manager, NDArray picture) {
    return network.tensor(manager, "encode", IValue.from((PtNDArray) picture));
  }

  /**
   * Decodes latents.
   *
   * @param manager owns the result
   * @param latent [n, channels, h, w] as the sampler leaves it
   * @return [n, 3, 8h, 8w], about -1 to 1
   */
  public NDArray decode(NDManager manager, NDArray latent) {
    try (NDArray unscaled = latent.div(scalingFactor)) {
      return network.tensor(manager, "decode", IValue.from((PtNDArray) unscaled));
    }
  }

  /** What an encoded latent is multiplied by before the sampler sees it. */
  public double scalingFactor() {
    return scalingFactor;
  }

  @Override
  public void close() {
    network.close();
  }

  private static void requireSupported(JsonNode config) throws InvalidCheckpointException {
    for (String key : new String[] {"latents_mean", "latents_std", "shift_factor"}) {
      if (config.hasNonNull(key) && !config.path(key).asText("").equals("0.0")) {
        throw new InvalidCheckpointException("vae/config.json: " + key + " is not supported");
      }
    }
  }
}
