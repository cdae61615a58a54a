package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;

/**
 * The range that estimates of the clean latent are kept within.
 *
 * @param limit the largest magnitude; infinite where there is none
 */
record SampleRange(double limit) {
  private static final double MAXIMUM = 1e9;

  /** From {@code clip_sample} and {@code clip_sample_range}. */
  static SampleRange read(SettingsReader settings, boolean otherwise)
      throws InvalidCheckpointException {
    double limit = settings.number("clip_sample_range", 1, 0, MAXIMUM);
    return new SampleRange(
        settings.flag("clip_sample", otherwise) ? limit : Double.POSITIVE_INFINITY);
  }

  float[] clamped(float[] latent) {
    return Double.isInfinite(limit) ? latent : Latents.clamped(latent, limit);
  }
}
