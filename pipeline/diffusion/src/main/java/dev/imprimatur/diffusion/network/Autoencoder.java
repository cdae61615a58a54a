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
  private final Network network;
  private final LatentScale scale;

  private Autoencoder(Network network, LatentScale scale) {
    this.network = network;
    this.scale = scale;
  }

  /**
   * Loads the autoencoder from a checkpoint's {@code vae}.
   *
   * @param statistics whether the family reads the statistics of channels ({@link LatentScale})
   */
  public static Autoencoder load(
      NDManager parent, Component component, WeightForm form, boolean statistics)
      throws InvalidCheckpointException {
    LatentSpace space = LatentSpace.of(component);
    JsonNode widths = component.config().path("block_out_channels");
    long widest = widths.path(widths.size() - 1).asLong();
    component.require("decoder.conv_in.weight", widest, space.channels(), 3, 3);
    component.require("encoder.conv_out.weight", 2L * space.channels(), widest, 3, 3);
    LatentScale scale = LatentScale.of(component.config(), space.channels(), statistics);
    NDManager manager = parent.newSubManager();
    return new Autoencoder(
        Network.load(
            manager,
            "autoencoder.torchscript",
            form.load(component, manager),
            form,
            IValue.from(form.isPacked()),
            IValue.from((long) component.config().path("norm_num_groups").asInt(32))),
        scale);
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
    try (NDArray unscaled = scale.unscaled(latent)) {
      return network.tensor(manager, "decode", IValue.from((PtNDArray) unscaled));
    }
  }

  /** How an encoded latent is brought to what the sampler sees. */
  public LatentScale scale() {
    return scale;
  }

  @Override
  public void close() {
    network.close();
  }
}
