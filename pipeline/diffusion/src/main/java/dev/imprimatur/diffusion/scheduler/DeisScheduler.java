package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;

/**
 * DEIS, multistep, of first to third order, with the polynomial in the logarithm of sigma (Zhang
 * and Chen, "Fast sampling of diffusion models with exponential integrator", 2023, tAB-DEIS): the
 * integral over sigma, from this step's to the next, of the polynomial through the latest estimates
 * of the noise. {@link DeisWeights} has the formulas.
 *
 * <p>The first step of a run is of first order. The history is the estimates, latest first.
 */
public final class DeisScheduler extends CourseScheduler {
  private final Settings settings;
  private final Course course;

  private DeisScheduler(Settings settings, int steps) {
    this.settings = settings;
    this.course = settings.course(steps);
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    Settings settings =
        new Settings(
            SolverSettings.readToLeastNoise(reader),
            new OrderRule(
                reader.integer("solver_order", 2, 1, 3),
                reader.flag("lower_order_final", true),
                false,
                FinalSigma.SIGMA_MIN));
    return steps -> new DeisScheduler(settings, steps);
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    NoiseLevel here = course.level(evaluation);
    var estimates = new ArrayList<float[]>();
    estimates.add(settings.solver().noise(state.sample(), output, here));
    estimates.addAll(
        state.history().subList(0, Math.min(state.history().size(), settings.order().order() - 1)));

    double[] lambdas = new double[settings.order().at(evaluation, evaluations(), state.taken())];
    for (int i = 0; i < lambdas.length; i++) {
      lambdas[i] = course.level(evaluation - i).lambda();
    }
    double[] weights = new DeisWeights(here, course.level(evaluation + 1)).of(lambdas);
    var terms = new ArrayList<float[]>();
    terms.add(state.sample());
    terms.addAll(estimates);
    float[] denoised = settings.solver().denoised(state.sample(), output, here);
    return state.next(Latents.sum(weights, terms), denoised, estimates);
  }

  /**
   * What the checkpoint says.
   *
   * @param solver the settings that all solvers share
   * @param order of each step, up to 3
   */
  private record Settings(SolverSettings solver, OrderRule order) {

    Course course(int steps) {
      return solver.spread().isByTimestep()
          ? solver.spacedCourse(steps, solver.noise().timesteps())
          : solver.spreadCourse(steps, solver.spread().rounds(), true);
    }
  }
}
