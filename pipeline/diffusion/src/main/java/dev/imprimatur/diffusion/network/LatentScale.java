package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.List;

/**
 * How latents of the autoencoder are brought to the scale that the sampler sees: less the mean of
 * their channel, times a factor, over the deviation of their channel.
 *
 * @param factor finite and not 0
 * @param means one for each channel, or none for 0
 * @param deviations one for each channel and as many as means
 */
public record LatentScale(double factor, List<Float> means, List<Float> deviations) {
  /** The scaling factor of Stable Diffusion 1 and 2, when the checkpoint does not say. */
  private static final double DEFAULT_FACTOR = 0.18215;

  public LatentScale {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }

  /**
   * As the configuration of a checkpoint's {@code vae} says.
   *
   * @param channels of a latent
   * @param statistics whether the family reads {@code latents_mean} and {@code latents_std}; as
   *     with Diffusers only XL does, and only where both are there
   */
  static LatentScale of(JsonNode config, int channels, boolean statistics)
      throws InvalidCheckpointException {
    double factor = config.path("scaling_factor").asDouble(DEFAULT_FACTOR);
    require(Double.isFinite(factor) && factor != 0, "scaling_factor must be finite and not 0");
    boolean both = config.hasNonNull("latents_mean") && config.hasNonNull("latents_std");
    if (!statistics || !both) {
      return new LatentScale(factor, List.of(), List.of());
    }
    List<Float> deviations = numbers(config, "latents_std", channels);
    require(deviations.stream().noneMatch(each -> each == 0), "latents_std must not have a 0");
    return new LatentScale(factor, numbers(config, "latents_mean", channels), deviations);
  }

  private static List<Float> numbers(JsonNode config, String key, int channels)
      throws InvalidCheckpointException {
    String rule = key + " must have a finite number for each of " + channels + " channels";
    require(config.path(key).isArray() && config.path(key).size() == channels, rule);
    var numbers = new ArrayList<Float>();
    for (JsonNode value : config.path(key)) {
      require(value.isNumber() && Float.isFinite(value.floatValue()), rule);
      numbers.add(value.floatValue());
    }
    return numbers;
  }

  /** The same without the statistics of channels. */
  public LatentScale plain() {
    return new LatentScale(factor, List.of(), List.of());
  }

  /** An encoded latent, channel after channel, as the sampler sees it. */
  public float[] scaled(float[] latent) {
    float[] scaled = new float[latent.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) factor * latent[i];
    }
    int plane = latent.length / Math.max(means.size(), 1);
    for (int i = 0; i < plane * means.size(); i++) {
      int channel = i / plane;
      scaled[i] = (latent[i] - means.get(channel)) * (float) factor / deviations.get(channel);
    }
    return scaled;
  }

  /** A latent [n, channels, h, w] of the sampler as the decoder takes it. */
  NDArray unscaled(NDArray latent) {
    if (means.isEmpty()) {
      return latent.div(factor);
    }
    try (NDManager scope = latent.getManager().newSubManager()) {
      NDArray spread = latent.mul(perChannel(scope, deviations)).div(factor);
      NDArray shifted = spread.add(perChannel(scope, means));
      shifted.attach(latent.getManager());
      spread.close();
      return shifted;
    }
  }

  private static NDArray perChannel(NDManager manager, List<Float> numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i);
    }
    return manager.create(values, new Shape(1, values.length, 1, 1));
  }

  private static void require(boolean holds, String rule) throws InvalidCheckpointException {
    if (!holds) {
      throw new InvalidCheckpointException("vae/config.json: " + rule);
    }
  }
}
