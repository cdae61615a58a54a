package dev.imprimatur.diffusion.scheduler;

/** How a scheduler spreads its steps over the training timesteps. */
final class Spacing {
  private Spacing() {}

  /** From the start, a whole number apart, moved by the offset: N, ..., 1 for an offset of 1. */
  static int[] leading(int training, int steps, int divisions, int offset) {
    int apart = training / divisions;
    int[] timesteps = new int[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (divisions == steps ? steps - 1 - i : steps - i) * apart + offset;
    }
    return timesteps;
  }

  /** From the end, counted back in equal parts. */
  static int[] trailing(int training, int steps) {
    int[] timesteps = new int[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (int) Math.rint(training - i * ((double) training / steps)) - 1;
    }
    return timesteps;
  }

  /** {@code points} equal points over the whole range, of which the first {@code steps} count. */
  static int[] linear(int training, int steps, int points) {
    int[] timesteps = new int[steps];
    for (int i = 0; i < steps; i++) {
      double part = points == 1 ? 0 : (double) (points - 1 - i) / (points - 1);
      timesteps[i] = (int) Math.rint((training - 1) * part);
    }
    return timesteps;
  }
}
