package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;

/**
 * Heun's method along sigma (Karras et al., 2022, algorithm 1): a step of Euler's, and, save for
 * the last, the same step again with the mean of the slopes at both ends.
 *
 * <p>The history between the two is the first slope and the sample before it.
 */
public final class HeunScheduler extends SigmaScheduler {
  private final SampleRange range;

  private HeunScheduler(SigmaSettings settings, SampleRange range, int steps) {
    super(settings, settings.path(steps), steps, true);
    this.range = range;
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    SigmaSettings settings =
        SigmaSettings.read(
            reader,
            NoiseSettings.HEUN.read(reader),
            Prediction.read(reader),
            SigmaSpread.read(reader));
    SampleRange range = SampleRange.read(reader, false);
    return steps -> new HeunScheduler(settings, range, steps);
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    return state.history().isEmpty()
        ? first(evaluation / 2, state, output)
        : second(evaluation / 2, state, output);
  }

  private SamplerState first(int step, SamplerState state, float[] output) {
    double sigma = sigma(step);
    float[] denoised = range.held(denoised(sigma, state.sample(), output));
    float[] slope = derivative(state.sample(), denoised, sigma);
    float[] sample = Latents.sum(1, state.sample(), sigma(step + 1) - sigma, slope);
    return state.next(sample, denoised, List.of(slope, state.sample()));
  }

  private SamplerState second(int step, SamplerState state, float[] output) {
    double sigma = sigma(step + 1);
    float[] denoised = range.held(denoised(sigma, state.sample(), output));
    float[] slope = derivative(state.sample(), denoised, sigma);
    double half = (sigma - sigma(step)) / 2;
    double[] weights = {half, 1, half};
    float[] before = state.history().getLast();
    float[] sample = Latents.sum(weights, List.of(state.history().getFirst(), before, slope));
    return state.next(sample, denoised, List.of());
  }
}
