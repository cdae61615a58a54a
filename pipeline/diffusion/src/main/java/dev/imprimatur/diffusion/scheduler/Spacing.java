package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Map;

/**
 * How a scheduler spreads its steps over the training timesteps (Lin et al., "Common diffusion
 * noise schedules and sample steps are flawed", 2024, table 2). Timesteps descend.
 */
enum Spacing {
  /** From the start, a whole number apart. */
  LEADING,
  /** From the end, counted back in equal parts. */
  TRAILING,
  /** Equally far apart over the whole range. */
  LINSPACE;

  private static final Map<String, Spacing> NAMES =
      Map.of("leading", LEADING, "trailing", TRAILING, "linspace", LINSPACE);

  static Spacing read(SettingsReader settings, Spacing otherwise)
      throws InvalidCheckpointException {
    return settings.choice("timestep_spacing", otherwise, NAMES);
  }

  /** What leading spacing adds to each timestep. */
  static int readOffset(SettingsReader settings, NoiseSchedule noise)
      throws InvalidCheckpointException {
    return settings.integer("steps_offset", 0, 0, noise.timesteps() - 1);
  }

  /** Rounded to whole timesteps, a half to the even one. */
  int[] whole(int training, int steps, int points, int offset) {
    double[] exact = exact(training, steps, points, offset);
    int[] timesteps = new int[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (int) exact[i];
      if (this == LINSPACE) {
        timesteps[i] = (int) Math.rint(exact[i]);
      }
    }
    return timesteps;
  }

  /** As the network is given them; linear spacing gives fractions. */
  float[] fractional(int training, int steps, int offset) {
    double[] exact = exact(training, steps, steps, offset);
    float[] timesteps = new float[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (float) exact[i];
    }
    return timesteps;
  }

  /**
   * The first {@code steps} of {@code points} timesteps. The order of the operations is NumPy's, as
   * it decides which way a half is rounded, and whether rounded parts leave room for a timestep
   * more, before the first, which trailing spacing refuses.
   *
   * @param offset added under leading spacing
   * @throws IllegalArgumentException if so many steps do not fit
   */
  private double[] exact(int training, int steps, int points, int offset) {
    if (steps < 1 || steps > training) {
      throw new IllegalArgumentException("steps must be between 1 and " + training);
    }
    if (this == TRAILING && Math.ceil(training / ((double) training / steps)) > steps) {
      throw new IllegalArgumentException(
          "%d steps cannot be counted back over %d training timesteps, with trailing spacing: name another number"
              .formatted(steps, training));
    }
    double[] timesteps = new double[steps];
    double delta = training - (double) training / steps - training;
    int whole = training / points;
    double apart = points == 1 ? 0 : (training - 1.0) / (points - 1);
    for (int i = 0; i < steps; i++) {
      int left = points - 1 - i;
      timesteps[i] =
          switch (this) {
            case LEADING -> left * whole + offset;
            case TRAILING -> Math.rint(training + i * delta) - 1;
            case LINSPACE -> i == 0 && points > 1 ? training - 1 : left * apart;
          };
    }
    if ((this == LEADING && points > training) || timesteps[0] >= training) {
      throw new IllegalArgumentException(
          "%d steps do not fit into %d training timesteps with leading spacing and offset %d"
              .formatted(steps, training, offset));
    }
    return timesteps;
  }
}
