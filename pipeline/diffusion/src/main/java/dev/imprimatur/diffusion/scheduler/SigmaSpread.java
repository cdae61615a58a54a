package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.OptionalDouble;

/**
 * How sigmas are spread between the largest and the smallest.
 *
 * @param karras as Karras et al. do; otherwise as the timesteps have it
 * @param smallest sigma of that spread; empty for the last of the sigmas that it replaces
 * @param largest sigma of that spread; empty for the first of them
 */
record SigmaSpread(boolean karras, OptionalDouble smallest, OptionalDouble largest) {
  static final SigmaSpread NONE =
      new SigmaSpread(false, OptionalDouble.empty(), OptionalDouble.empty());

  private static final double SMALLEST = 1e-6;
  private static final double LARGEST = 1e6;

  static SigmaSpread read(SettingsReader reader) throws InvalidCheckpointException {
    return new SigmaSpread(
        readWithoutLimits(reader).karras(),
        reader.optionalNumber("sigma_min", SMALLEST, LARGEST),
        reader.optionalNumber("sigma_max", SMALLEST, LARGEST));
  }

  /** For schedulers that do not know {@code sigma_min} and {@code sigma_max}. */
  static SigmaSpread readWithoutLimits(SettingsReader reader) throws InvalidCheckpointException {
    reader.requireOff("use_exponential_sigmas", "use_beta_sigmas");
    return new SigmaSpread(
        reader.flag("use_karras_sigmas", false), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** As many sigmas in the place of those from {@code first} to {@code last}. */
  double[] sigmas(double first, double last, int steps) {
    return SigmaPath.karras(largest.orElse(first), smallest.orElse(last), steps);
  }

  /**
   * The path along {@code sigmas}, or along those that replace them.
   *
   * @param training sigma at each training timestep
   * @param last sigma, after the last step
   */
  SigmaPath path(float[] timesteps, double[] sigmas, float[] training, double last) {
    if (!karras) {
      return SigmaPath.of(timesteps, sigmas, last);
    }
    double[] spread = sigmas(sigmas[0], sigmas[sigmas.length - 1], timesteps.length);
    return SigmaPath.of(SigmaPath.floats(SigmaPath.timestepsAt(spread, training)), spread, last);
  }
}
