package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;
import java.util.Map;

/**
 * What a checkpoint says to {@link EdmScheduler}.
 *
 * @param smallest sigma before the end
 * @param largest sigma
 * @param data the deviation of the pictures
 * @param exponential whether sigmas are equally far apart by their logarithms instead of to the
 *     power of 1 / rho
 * @param rho of that power
 * @param velocity whether the prediction is subtracted
 * @param order of each step
 * @param midpoint which of the second-order solvers
 * @param stochastic whether each step draws noise
 */
record EdmSettings(
    double smallest,
    double largest,
    double data,
    boolean exponential,
    double rho,
    boolean velocity,
    OrderRule order,
    boolean midpoint,
    boolean stochastic) {
  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;
  private static final double HIGHEST_RHO = 100;

  static EdmSettings read(SettingsReader reader) throws InvalidCheckpointException {
    reader.requireOff("thresholding");
    boolean stochastic = reader.choice("algorithm_type", false, DpmSolverSettings.ALGORITHMS);
    return read(
        reader,
        new OrderRule(
            reader.integer("solver_order", 2, 1, stochastic ? 2 : 3),
            reader.flag("lower_order_final", true),
            reader.flag("euler_at_final", false),
            FinalSigma.read(reader)),
        reader.choice("solver_type", true, DpmSolverSettings.SOLVERS),
        stochastic);
  }

  static EdmSettings readEuler(SettingsReader reader) throws InvalidCheckpointException {
    return read(reader, new OrderRule(1, false, false, FinalSigma.read(reader)), true, false);
  }

  private static EdmSettings read(
      SettingsReader reader, OrderRule order, boolean midpoint, boolean stochastic)
      throws InvalidCheckpointException {
    double largest = reader.number("sigma_max", 80, LEAST, MOST);
    return new EdmSettings(
        reader.number("sigma_min", 0.002, LEAST, largest),
        largest,
        reader.number("sigma_data", 0.5, LEAST, MOST),
        reader.choice("sigma_schedule", false, Map.of("karras", false, "exponential", true)),
        reader.number("rho", 7, 1, HIGHEST_RHO),
        Prediction.readNoiseOnly(reader) == Prediction.VELOCITY,
        order,
        midpoint,
        stochastic);
  }

  /** One for each step, and the one after the last. */
  double[] sigmas(int steps) {
    double[] spread =
        exponential
            ? SigmaPath.exponential(StrictMath.log(largest), StrictMath.log(smallest), steps)
            : SigmaPath.karras(largest, smallest, steps, rho);
    double[] sigmas = Arrays.copyOf(spread, steps + 1);
    sigmas[steps] = order.end() == FinalSigma.ZERO ? 0 : smallest;
    return sigmas;
  }

  /** The deviation of the sample at sigma. */
  double spread(double sigma) {
    return Math.sqrt(sigma * sigma + data * data);
  }

  float[] denoised(float[] sample, float[] output, double sigma) {
    double spread = spread(sigma);
    double kept = data / spread * (data / spread);
    double predicted = sigma * data / spread;
    return Latents.sum(kept, sample, velocity ? -predicted : predicted, output);
  }
}
