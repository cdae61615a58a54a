package dev.imprimatur.diffusion.scheduler;

import java.util.Optional;

/** DDIM without added noise (Song, Meng and Ermon, "Denoising diffusion implicit models", 2021). */
public final class DdimScheduler implements Scheduler {
  private final NoiseSchedule schedule;
  private final int[] timesteps;

  /** A way of {@code steps} steps, 1 to the number of training timesteps. */
  public DdimScheduler(NoiseSchedule schedule, int steps) {
    this.schedule = schedule;
    int training = schedule.trainingSteps();
    this.timesteps =
        switch (schedule.spacing()) {
          case "trailing" -> Spacing.trailing(training, steps);
          case "linspace" -> Spacing.linear(training, steps, steps);
          default -> Spacing.leading(training, steps, steps, schedule.stepsOffset());
        };
  }

  @Override
  public int[] timesteps() {
    return timesteps.clone();
  }

  @Override
  public SamplerState step(int index, SamplerState state, float[] output) {
    int timestep = timesteps[index];
    int previous = timestep - schedule.trainingSteps() / timesteps.length;
    double[] alphas = schedule.alphasCumulative();
    double product = alphas[timestep];
    double target = previous >= 0 ? alphas[previous] : schedule.finalAlpha();
    double alpha = Math.sqrt(product);
    double sigma = Math.sqrt(1 - product);

    float[] sample = new float[output.length];
    float[] denoised = new float[output.length];
    for (int i = 0; i < output.length; i++) {
      double x = state.sample()[i];
      double x0 = schedule.prediction().denoised(x, output[i], alpha, sigma);
      double noise = schedule.prediction().noise(x, output[i], alpha, sigma);
      if (schedule.clipSample()) {
        x0 = Math.clamp(x0, -1, 1);
      }
      sample[i] = (float) (Math.sqrt(target) * x0 + Math.sqrt(1 - target) * noise);
      denoised[i] = (float) x0;
    }
    return new SamplerState(sample, Optional.of(denoised));
  }
}
