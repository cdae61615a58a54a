package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.network.LatentScale;
import dev.imprimatur.diffusion.noise.NoiseStream;
import java.util.Arrays;

/**
 * The distribution of a picture's latents as the autoencoder gives it: a mean and a deviation for
 * each number.
 */
final class PictureLatents {
  private static final float LOWEST_LOG_VARIANCE = -30;
  private static final float HIGHEST_LOG_VARIANCE = 20;

  private final float[] moments;
  private final LatentScale scale;

  /**
   * A distribution.
   *
   * @param moments means, then logarithms of variances
   * @param scale of sampled latents
   */
  PictureLatents(float[] moments, LatentScale scale) {
    this.moments = moments;
    this.scale = scale;
  }

  /** The most likely latent, not scaled. */
  float[] mean() {
    return Arrays.copyOf(moments, length());
  }

  /** The same distribution, of latents that are scaled without the statistics of channels. */
  PictureLatents plain() {
    return new PictureLatents(moments, scale.plain());
  }

  /** Numbers of a latent. */
  int length() {
    return moments.length / 2;
  }

  /** A latent drawn from the distribution, scaled as the sampler expects it. */
  float[] sample(NoiseStream noise) {
    int length = length();
    float[] drawn = noise.next(length);
    float[] latent = new float[length];
    for (int i = 0; i < length; i++) {
      float logVariance =
          Math.clamp(moments[length + i], LOWEST_LOG_VARIANCE, HIGHEST_LOG_VARIANCE);
      float deviation = (float) StrictMath.exp(0.5f * logVariance);
      latent[i] = moments[i] + deviation * drawn[i];
    }
    return scale.scaled(latent);
  }
}
