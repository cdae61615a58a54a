package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;

/**
 * Euler's method along sigma to below the next level, and noise that brings the sample back up to
 * it (Katherine Crowson's k-diffusion, after Song et al., 2021). Every step draws noise, the last
 * one included, where its weight is 0, as it is where the next level is above, with a trace of
 * signal put at the last timestep.
 */
public final class EulerAncestralScheduler extends SigmaScheduler {
  private EulerAncestralScheduler(SigmaSettings settings, int steps) {
    super(settings, settings.path(steps), steps, false);
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    SigmaSettings settings =
        SigmaSettings.read(
            reader,
            NoiseSettings.USUAL.readFloored(reader),
            Prediction.readNoiseOnly(reader),
            SigmaSpread.NONE);
    return steps -> new EulerAncestralScheduler(settings, steps);
  }

  @Override
  public boolean drawsNoise(int evaluation) {
    return true;
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    double sigma = sigma(evaluation);
    double next = sigma(evaluation + 1);
    float[] denoised = denoised(sigma, state.sample(), output);
    double up = next / sigma * Math.sqrt(Math.max(sigma * sigma - next * next, 0));
    double down = next * next / sigma;
    double kept = down / sigma;
    double[] weights = {kept, 1 - kept, up};
    float[] sample = Latents.sum(weights, List.of(state.sample(), denoised, noise));
    return state.next(sample, denoised, List.of());
  }
}
