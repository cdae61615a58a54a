package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.List;

/**
 * UniPC, a predictor and a corrector of first to third order (Zhao et al., "UniPC", 2023): each
 * output first corrects the step that led to it, then predicts the next. {@link UniPcStep} has the
 * formulas.
 *
 * <p>The history is the corrected sample before the last step, then the estimates, latest first: of
 * the clean latent, or of the noise where the settings say so.
 */
public final class UniPcScheduler extends CourseScheduler {
  private final UniPcSettings settings;
  private final Course course;

  private UniPcScheduler(UniPcSettings settings, int steps) {
    this.settings = settings;
    this.course = settings.course(steps);
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    UniPcSettings settings = UniPcSettings.read(reader);
    return steps -> new UniPcScheduler(settings, steps);
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    NoiseLevel here = course.level(evaluation);
    float[] denoised = settings.solver().denoised(state.sample(), output, here);
    float[] estimate =
        settings.predictsDenoised()
            ? denoised
            : settings.solver().prediction().noise(state.sample(), output, here);

    float[] sample = corrected(evaluation, state, estimate);
    var estimates = new ArrayList<float[]>();
    estimates.add(estimate);
    estimates.addAll(earlier(state));
    int order = order(evaluation, state.taken());
    float[] predicted = update(evaluation, order).predict(sample, estimates);

    var history = new ArrayList<float[]>();
    history.add(sample);
    history.addAll(estimates.subList(0, Math.min(estimates.size(), settings.order())));
    return state.next(predicted, denoised, history);
  }

  private float[] corrected(int evaluation, SamplerState state, float[] estimate) {
    if (state.taken() == 0 || settings.uncorrected().contains(evaluation - 1)) {
      return state.sample();
    }
    return update(evaluation - 1, order(evaluation - 1, state.taken() - 1))
        .correct(state.sample(), state.history().getFirst(), earlier(state), estimate);
  }

  private static List<float[]> earlier(SamplerState state) {
    return state.history().subList(Math.min(1, state.history().size()), state.history().size());
  }

  private UniPcStep update(int evaluation, int order) {
    double[] lambdas = new double[order];
    for (int i = 0; i < order; i++) {
      lambdas[i] = course.level(evaluation - i).lambda();
    }
    return new UniPcStep(
        course.level(evaluation),
        course.level(evaluation + 1),
        lambdas,
        settings.predictsDenoised(),
        settings.exponential());
  }

  private int order(int evaluation, int taken) {
    int order = Math.min(settings.order(), taken + 1);
    return settings.lowerOrderFinal() ? Math.min(order, evaluations() - evaluation) : order;
  }
}
