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
 * @param algorithm whether each step draws noise
 * @param midpoint which of the second-order solvers
 * @param range that estimates are kept within
 * @param repeats whether the least noise at the end is that of the last step, even of a single one
 */
record EdmSettings(
    double smallest,
    double largest,
    double data,
    boolean exponential,
    double rho,
    boolean velocity,
    OrderRule order,
    DpmSolverAlgorithm algorithm,
    boolean midpoint,
    SampleRange range,
    boolean repeats) {
  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;
  private static final double HIGHEST_RHO = 100;

  static EdmSettings read(SettingsReader reader) throws InvalidCheckpointException {
    DpmSolverAlgorithm algorithm = DpmSolverAlgorithm.readAlongSigma(reader);
    return read(
        reader,
        new OrderRule(
            reader.integer("solver_order", 2, 1, algorithm.stochastic() ? 2 : 3),
            reader.flag("lower_order_final", true),
            reader.flag("euler_at_final", false),
            FinalSigma.read(reader)),
        algorithm,
        reader.choice("solver_type", true, DpmSolverSettings.SOLVERS),
        SampleRange.readDynamic(reader),
        false);
  }

  static EdmSettings readEuler(SettingsReader reader) throws InvalidCheckpointException {
    return read(
        reader,
        new OrderRule(1, false, false, FinalSigma.read(reader)),
        DpmSolverAlgorithm.DENOISED,
        true,
        new SampleRange.Unlimited(),
        true);
  }

  private static EdmSettings read(
      SettingsReader reader,
      OrderRule order,
      DpmSolverAlgorithm algorithm,
      boolean midpoint,
      SampleRange range,
      boolean repeats)
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
        algorithm,
        midpoint,
        range,
        repeats);
  }

  /** One for each step, and the one after the last. */
  double[] sigmas(int steps) {
    double[] sigmas = Arrays.copyOf(spread(steps), steps + 1);
    double least = repeats ? sigmas[steps - 1] : smallest;
    sigmas[steps] = order.end() == FinalSigma.ZERO ? 0 : least;
    return sigmas;
  }

  /** A single step is at the smallest sigma where they are exponential: the reference counts up. */
  private double[] spread(int steps) {
    double first = steps == 1 ? smallest : largest;
    return exponential
        ? SigmaPath.exponential(StrictMath.log(first), StrictMath.log(smallest), steps)
        : SigmaPath.karras(largest, smallest, steps, rho);
  }

  /** The deviation of the sample at sigma. */
  double spread(double sigma) {
    return Math.sqrt(sigma * sigma + data * data);
  }

  float[] denoised(float[] sample, float[] output, double sigma) {
    double spread = spread(sigma);
    double kept = data / spread * (data / spread);
    double predicted = sigma * data / spread;
    return range.held(Latents.sum(kept, sample, velocity ? -predicted : predicted, output));
  }
}
