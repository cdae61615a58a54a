package dev.imprimatur.diffusion.scheduler;

import java.util.Arrays;

/**
 * Timesteps and the ratios of noise to signal at them, sigma, from noise to picture.
 *
 * @param timesteps one for each step, descending
 * @param sigmas one for each timestep, and at least one more, where the last step ends
 */
record SigmaPath(float[] timesteps, float[] sigmas) {
  private static final double RHO = 7;
  private static final double SMALLEST = 1e-10;

  float largest() {
    float largest = 0;
    for (float sigma : sigmas) {
      largest = Math.max(largest, sigma);
    }
    return largest;
  }

  /** Sigma at each timestep, on straight lines between those of the training. */
  static double[] interpolated(float[] timesteps, float[] training) {
    double[] sigmas = new double[timesteps.length];
    for (int i = 0; i < sigmas.length; i++) {
      int low = Math.min((int) timesteps[i], training.length - 1);
      int high = Math.min(low + 1, training.length - 1);
      double slope = (double) training[high] - training[low];
      sigmas[i] = slope * ((double) timesteps[i] - low) + training[low];
    }
    return sigmas;
  }

  /**
   * From {@code largest} to {@code smallest}, equally far apart to the power of 1/7 (Karras et al.,
   * "Elucidating the design space", 2022, equation 5).
   */
  static double[] karras(double largest, double smallest, int steps) {
    return karras(largest, smallest, steps, RHO);
  }

  /** The same to the power of 1 / rho. */
  static double[] karras(double largest, double smallest, int steps, double rho) {
    double from = StrictMath.pow(largest, 1 / rho);
    double to = StrictMath.pow(smallest, 1 / rho);
    double[] sigmas = new double[steps];
    for (int i = 0; i < steps; i++) {
      sigmas[i] = StrictMath.pow(from + part(i, steps) * (to - from), rho);
    }
    return sigmas;
  }

  /** Equally far apart by their logarithms, between these two. */
  static double[] exponential(double from, double to, int steps) {

    double[] sigmas = new double[steps];
    for (int i = 0; i < steps; i++) {
      sigmas[i] = StrictMath.exp(from + part(i, steps) * (to - from));
    }
    return sigmas;
  }

  /** How far one of so many points is from the first to the last, 0 to 1. */
  static double part(int point, int points) {
    return points == 1 ? 0 : point * (1.0 / (points - 1));
  }

  /** The timestep at each sigma, on straight lines between the logarithms of those of training. */
  static double[] timestepsAt(double[] sigmas, float[] training) {
    float[] logarithms = new float[training.length];
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = FloatLogarithm.of(training[i]);
    }
    return Arrays.stream(sigmas)
        .map(sigma -> timestepAt(StrictMath.log(Math.max(sigma, SMALLEST)), logarithms))
        .toArray();
  }

  /** From the last logarithm down, since the very last can be below those before it. */
  private static double timestepAt(double logarithm, float[] logarithms) {
    int low = logarithms.length - 1;
    while (low > 0 && logarithms[low] > logarithm) {
      low--;
    }
    low = Math.min(low, logarithms.length - 2);
    int above = low + 1;
    double part = (logarithms[low] - logarithm) / (logarithms[low] - logarithms[above]);
    double clamped = Math.clamp(part, 0, 1);
    return (1 - clamped) * low + clamped * above;
  }

  /** A path along {@code sigmas} that ends at {@code last}. */
  static SigmaPath of(float[] timesteps, double[] sigmas, double last) {
    float[] rounded = Arrays.copyOf(floats(sigmas), sigmas.length + 1);
    rounded[sigmas.length] = (float) last;
    return new SigmaPath(timesteps, rounded);
  }

  /**
   * With a quarter of the logarithm of sigma as timestep (Karras et al., 2022, table 1), one for
   * each sigma but the last.
   */
  SigmaPath atLogarithms() {
    float[] logarithms = new float[sigmas.length - 1];
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = (float) (0.25 * StrictMath.log(sigmas[i]));
    }
    return new SigmaPath(logarithms, sigmas);
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
