package dev.imprimatur.diffusion.scheduler;

/**
 * How a noisy latent is mixed: x = signal * x0 + noise * e, where x0 is the latent without noise
 * and e is standard normal.
 *
 * @param signal the share of the clean latent, at least 0
 * @param noise the share of the noise, at least 0
 */
record NoiseLevel(double signal, double noise) {
  /** The level at which signal squared is {@code product} and the variance stays 1. */
  static NoiseLevel ofProduct(double product) {
    return new NoiseLevel(Math.sqrt(product), Math.sqrt(1 - product));
  }

  /** The level at which noise over signal is {@code sigma} and the variance stays 1. */
  static NoiseLevel ofRatio(double sigma) {
    double signal = 1 / Math.sqrt(sigma * sigma + 1);
    return new NoiseLevel(signal, sigma * signal);
  }

  /** Half the logarithm of the signal-to-noise ratio; infinite where no noise is left. */
  double lambda() {
    return StrictMath.log(signal) - StrictMath.log(noise);
  }

  float[] noised(float[] latent, float[] standardNoise) {
    return Latents.sum(signal, latent, noise, standardNoise);
  }
}
