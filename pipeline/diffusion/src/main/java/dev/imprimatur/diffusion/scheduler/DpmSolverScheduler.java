package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;

/**
 * DPM-Solver and DPM-Solver++, multistep, of first to third order, and their stochastic forms (Lu
 * et al., "DPM-Solver" and "DPM-Solver++", 2022). {@link DpmSolverWeights} has the formulas.
 *
 * <p>The first step of a run is of first order, and so is the last where the settings say so or no
 * noise is left after it. The history is the estimates, latest first: of the clean latent, or of
 * the noise without "++".
 */
public final class DpmSolverScheduler extends CourseScheduler {
  private final DpmSolverSettings settings;
  private final Course course;

  private DpmSolverScheduler(DpmSolverSettings settings, int steps) {
    this.settings = settings;
    this.course = settings.course(steps);
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    DpmSolverSettings settings = DpmSolverSettings.read(reader);
    return steps -> new DpmSolverScheduler(settings, steps);
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public boolean drawsNoise(int evaluation) {
    return settings.algorithm().stochastic();
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    NoiseLevel here = course.level(evaluation);
    float[] denoised = settings.solver().denoised(state.sample(), output, here);
    return new DpmSolverMultistep(
            course, settings.order(), settings.algorithm(), settings.midpoint())
        .step(evaluation, state, denoised, settings.estimate(state.sample(), output, here), noise);
  }
}
