package dev.imprimatur.diffusion.scheduler;

import java.util.Optional;

/**
 * DPM-Solver++ of second order, multistep, midpoint (Lu et al., "DPM-Solver++", 2022, algorithm 2).
 *
 * <p>With sigma' = sqrt((1 - abar) / abar), alpha = 1 / sqrt(sigma'^2 + 1), sigma = sigma' * alpha,
 * lambda = ln(alpha / sigma) and h = lambda_t - lambda_s: x_t = sigma_t / sigma_s * x_s - alpha_t *
 * (e^-h - 1) * (D0 + D1 / 2), where D0 is the last estimate of x0 and D1 = (D0 - the one before) *
 * h / h_before. The first and the last step are of first order, without D1.
 */
public final class DpmSolverScheduler implements Scheduler {
  private final Prediction prediction;
  private final int[] timesteps;

  /** sigma' at each step, and 0 after the last. */
  private final double[] sigmas;

  /** A way of {@code steps} steps, 1 to the number of training timesteps. */
  public DpmSolverScheduler(NoiseSchedule schedule, int steps) {
    this.prediction = schedule.prediction();
    int training = schedule.trainingSteps();
    this.timesteps =
        switch (schedule.spacing()) {
          case "trailing" -> Spacing.trailing(training, steps);
          case "leading" -> Spacing.leading(training, steps, steps + 1, schedule.stepsOffset());
          default -> Spacing.linear(training, steps, steps + 1);
        };
    this.sigmas = new double[steps + 1];
    for (int i = 0; i < steps; i++) {
      double product = schedule.alphasCumulative()[timesteps[i]];
      sigmas[i] = Math.sqrt((1 - product) / product);
    }
  }

  @Override
  public int[] timesteps() {
    return timesteps.clone();
  }

  @Override
  public SamplerState step(int index, SamplerState state, float[] output) {
    double alpha = alpha(sigmas[index]);
    double sigma = sigmas[index] * alpha;
    float[] denoised = new float[output.length];
    for (int i = 0; i < output.length; i++) {
      denoised[i] = (float) prediction.denoised(state.sample()[i], output[i], alpha, sigma);
    }
    return new SamplerState(advance(index, state, denoised), Optional.of(denoised));
  }

  private float[] advance(int index, SamplerState state, float[] denoised) {
    double alpha = alpha(sigmas[index + 1]);
    double sigma = sigmas[index + 1] * alpha;
    double ratio = sigma / (sigmas[index] * alpha(sigmas[index]));
    double h = lambda(sigmas[index + 1]) - lambda(sigmas[index]);
    double weight = -alpha * Math.expm1(-h);
    boolean first = index == 0 || index == timesteps.length - 1;
    double slope = first ? 0 : h / (lambda(sigmas[index]) - lambda(sigmas[index - 1])) / 2;
    float[] before = state.denoised().orElse(denoised);
    float[] sample = new float[denoised.length];
    for (int i = 0; i < sample.length; i++) {
      double estimate = denoised[i] + slope * (denoised[i] - before[i]);
      sample[i] = (float) (ratio * state.sample()[i] + weight * estimate);
    }
    return sample;
  }

  private static double alpha(double sigma) {
    return 1 / Math.sqrt(sigma * sigma + 1);
  }

  /** ln(alpha / sigma) = -ln(sigma'); infinite where no noise is left. */
  private static double lambda(double sigma) {
    return -Math.log(sigma);
  }
}
