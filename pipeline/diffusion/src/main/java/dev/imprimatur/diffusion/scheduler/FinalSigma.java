package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Map;

/** The sigma that the last step ends at. */
enum FinalSigma {
  /** No noise is left. */
  ZERO,
  /** The smallest sigma of the training. */
  SIGMA_MIN;

  private static final Map<String, FinalSigma> NAMES = Map.of("zero", ZERO, "sigma_min", SIGMA_MIN);

  static FinalSigma read(SettingsReader reader) throws InvalidCheckpointException {
    return reader.choice("final_sigmas_type", ZERO, NAMES);
  }

  /** The sigma, given those of the training, ascending. */
  double after(float[] training) {
    return switch (this) {
      case ZERO -> 0;
      case SIGMA_MIN -> training[0];
    };
  }
}
