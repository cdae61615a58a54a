package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.List;

/**
 * DPM-Solver and DPM-Solver++, singlestep, of first to third order, and the stochastic form of the
 * latter (Lu et al., "DPM-Solver" and "DPM-Solver++", 2022). Steps go in groups: each step of a
 * group starts anew from the group's first sample, with one estimate more. {@link DpmSolverWeights}
 * has the formulas.
 *
 * <p>A run that starts in the midst of a group starts a group of its own. The history is the
 * group's first sample, then the estimates, latest first: of the clean latent, or of the noise
 * without "++".
 */
public final class DpmSolverSinglestepScheduler extends CourseScheduler {
  private static final int HIGHEST_ORDER = 3;

  private final DpmSolverSettings settings;
  private final Course course;
  private final int[] orders;

  private DpmSolverSinglestepScheduler(DpmSolverSettings settings, int steps) {
    this.settings = settings;
    this.course = settings.course(steps);
    this.orders = orders(settings, steps);
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    DpmSolverSettings settings = DpmSolverSettings.readSinglestep(reader);
    return steps -> new DpmSolverSinglestepScheduler(settings, steps);
  }

  /** Of each step: groups of rising orders; the last ones lower where the settings say so. */
  private static int[] orders(DpmSolverSettings settings, int steps) {
    int order = settings.order().order();
    boolean ends = settings.solver().end() == FinalSigma.ZERO;
    boolean lowers = settings.order().lowerOrderFinal() || ends || steps % order != 0;
    int[] orders = new int[steps];
    for (int i = 0; i < steps; i++) {
      orders[i] = i % order + 1;
    }
    boolean whole = steps % order == 0;
    if (lowers && whole && order > 1) {
      orders[steps - 1] = 1;
    }
    if (ends) {
      orders[steps - 1] = 1;
    }
    return orders;
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
    var estimates = new ArrayList<float[]>();
    estimates.add(settings.estimate(state.sample(), output, here));
    if (state.taken() > 0) {
      List<float[]> kept = state.history();
      estimates.addAll(kept.subList(1, Math.min(kept.size(), HIGHEST_ORDER)));
    }
    int order = Math.min(orders[evaluation], state.taken() + 1);
    float[] first = order == 1 ? state.sample() : state.history().getFirst();

    double[] lambdas = new double[order];
    var oldestFirst = new ArrayList<float[]>();
    for (int i = 0; i < order; i++) {
      lambdas[i] = course.level(evaluation - order + 1 + i).lambda();
      oldestFirst.add(estimates.get(order - 1 - i));
    }
    var terms = new ArrayList<float[]>();
    terms.add(first);
    terms.add(drawsNoise(evaluation) ? noise : first);
    terms.addAll(oldestFirst);
    double[] weights =
        new DpmSolverWeights(
                course.level(evaluation - order + 1),
                course.level(evaluation + 1),
                settings.algorithm(),
                settings.midpoint())
            .ofSinglestep(lambdas);
    var history = new ArrayList<float[]>();
    history.add(first);
    history.addAll(estimates);
    return state.next(Latents.sum(weights, terms), denoised, history);
  }
}
