package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;

/**
 * DPM-Solver++, multistep, or Euler's method, which is its first order here, in the terms of
 * networks that were trained as Karras et al. propose ("Elucidating the design space of
 * diffusion-based generative models", 2022, table 1): the sample is x0 + sigma * e, and with d the
 * deviation of the pictures the network sees it over sqrt(sigma^2 + d^2), is told log(sigma) / 4 as
 * timestep, and the estimate is d^2 / (sigma^2 + d^2) of the sample and sigma * d / sqrt(sigma^2 +
 * d^2) of the prediction.
 */
public final class EdmScheduler extends CourseScheduler {
  private static final int MAXIMUM_STEPS = 1000;

  private final EdmSettings settings;
  private final Course course;

  private EdmScheduler(EdmSettings settings, int steps) {
    if (steps < 1 || steps > MAXIMUM_STEPS) {
      throw new IllegalArgumentException("steps must be between 1 and " + MAXIMUM_STEPS);
    }
    this.settings = settings;
    double[] sigmas = settings.sigmas(steps);
    float[] timesteps = new float[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (float) (0.25 * StrictMath.log(sigmas[i]));
    }
    this.course =
        new Course(
            steps,
            1,
            timesteps,
            Arrays.stream(sigmas).mapToObj(sigma -> new NoiseLevel(1, (float) sigma)).toList());
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    EdmSettings settings = EdmSettings.read(reader);
    return steps -> new EdmScheduler(settings, steps);
  }

  static SchedulerDesign eulerDesign(SettingsReader reader) throws InvalidCheckpointException {
    EdmSettings settings = EdmSettings.readEuler(reader);
    return steps -> new EdmScheduler(settings, steps);
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public double initialScale() {
    return Math.sqrt(settings.largest() * settings.largest() + 1);
  }

  @Override
  public double inputScale(int evaluation) {
    return 1 / settings.spread(course.level(evaluation).noise());
  }

  @Override
  public boolean drawsNoise(int evaluation) {
    return settings.algorithm().stochastic();
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    NoiseLevel here = course.level(evaluation);
    float[] denoised = settings.denoised(state.sample(), output, here.noise());
    return new DpmSolverMultistep(
            course, settings.order(), settings.algorithm(), settings.midpoint())
        .step(evaluation, state, denoised, denoised, noise);
  }
}
