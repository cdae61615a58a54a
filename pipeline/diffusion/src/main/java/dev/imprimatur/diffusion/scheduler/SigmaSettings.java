package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;

/**
 * What a checkpoint says to schedulers in terms of sigma.
 *
 * @param noise the noise schedule
 * @param prediction what the network predicts
 * @param spacing of the timesteps
 * @param stepsOffset that leading spacing adds
 * @param spread of the sigmas
 */
record SigmaSettings(
    NoiseSchedule noise,
    Prediction prediction,
    Spacing spacing,
    int stepsOffset,
    SigmaSpread spread) {

  static SigmaSettings read(
      SettingsReader reader, NoiseSchedule noise, Prediction prediction, SigmaSpread spread)
      throws InvalidCheckpointException {
    return new SigmaSettings(
        noise,
        prediction,
        Spacing.read(reader, Spacing.LINSPACE),
        Spacing.readOffset(reader, noise),
        spread);
  }

  /** Timesteps as the spacing alone has them. */
  float[] timesteps(int steps) {
    return spacing.fractional(noise.timesteps(), steps, stepsOffset);
  }

  /** What standard normal noise is multiplied by, where {@code largest} is the first sigma. */
  double initialScale(double largest) {
    return spacing == Spacing.LEADING ? Math.sqrt(largest * largest + 1) : largest;
  }

  /** The path of {@code steps} steps that ends without noise. */
  SigmaPath path(int steps) {
    float[] training = noise.sigmas();
    float[] timesteps = timesteps(steps);
    return spread.path(timesteps, SigmaPath.interpolated(timesteps, training), training, 0);
  }
}
