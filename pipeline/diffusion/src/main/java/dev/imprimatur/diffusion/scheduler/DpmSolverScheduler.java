package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;

/**
 * DPM-Solver++, multistep, of first to third order, and its stochastic form of first and second (Lu
 * et al., "DPM-Solver++", 2022). {@link DpmSolverWeights} has the formulas.
 *
 * <p>The first step of a run is of first order, and so is the last where the settings say so or no
 * noise is left after it. The history is the estimates of the clean latent, latest first.
 */
public final class DpmSolverScheduler implements Scheduler {
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
  public int evaluations() {
    return course.evaluations();
  }

  @Override
  public float timestep(int evaluation) {
    return course.timestep(evaluation);
  }

  @Override
  public boolean drawsNoise(int evaluation) {
    return settings.stochastic();
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    NoiseLevel here = course.level(evaluation);
    float[] denoised = settings.solver().prediction().denoised(1, state.sample(), output, here);
    var estimates = new ArrayList<float[]>();
    estimates.add(denoised);
    estimates.addAll(
        state.history().subList(0, Math.min(state.history().size(), settings.order().order() - 1)));

    double[] lambdas = new double[settings.order().at(evaluation, evaluations(), state.taken())];
    for (int i = 0; i < lambdas.length; i++) {
      lambdas[i] = course.level(evaluation - i).lambda();
    }
    double[] weights =
        new DpmSolverWeights(here, course.level(evaluation + 1), settings.midpoint())
            .of(lambdas, settings.stochastic());
    var terms = new ArrayList<float[]>();
    terms.add(state.sample());
    terms.add(drawsNoise(evaluation) ? noise : state.sample());
    terms.addAll(estimates);
    return state.next(Latents.sum(weights, terms), denoised, estimates);
  }

  @Override
  public float[] noised(float[] latent, float[] noise, int evaluation) {
    return course.level(evaluation).noised(latent, noise);
  }

  @Override
  public int begin(double strength) {
    return course.begin(strength);
  }
}
