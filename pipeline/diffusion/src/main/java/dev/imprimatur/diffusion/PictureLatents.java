package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.network.Autoencoder;
import dev.imprimatur.diffusion.noise.NoiseStream;

/**
 * The distribution of a picture's latents as the autoencoder gives it: a mean and a deviation for
 * each number.
 */
final class PictureLatents {
  private static final float LOWEST_LOG_VARIANCE = -30;
  private static final float HIGHEST_LOG_VARIANCE = 20;

  private final float[] moments;
  private final double scalingFactor;

  private PictureLatents(float[] moments, double scalingFactor) {
    this.moments = moments;
    this.scalingFactor = scalingFactor;
  }

  /** Encodes red, green and blue planes, -1 to 1. */
  static PictureLatents of(
      NDManager parent, Autoencoder autoencoder, float[] values, int width, int height) {
    try (NDManager manager = parent.newSubManager()) {
      NDArray picture = manager.create(values, new Shape(1, 3, height, width));
      return new PictureLatents(
          autoencoder.encode(manager, picture).toFloatArray(), autoencoder.scalingFactor());
    }
  }

  /** Numbers of a latent. */
  int length() {
    return moments.length / 2;
  }

  /** A latent drawn from the distribution, scaled as the sampler expects it. */
  float[] sample(NoiseStream noise) {
    int length = moments.length / 2;
    float[] drawn = noise.next(length);
    float[] latent = new float[length];
    for (int i = 0; i < length; i++) {
      float logVariance =
          Math.clamp(moments[length + i], LOWEST_LOG_VARIANCE, HIGHEST_LOG_VARIANCE);
      float deviation = (float) StrictMath.exp(0.5f * logVariance);
      latent[i] = (float) scalingFactor * (moments[i] + deviation * drawn[i]);
    }
    return latent;
  }
}
