package dev.imprimatur.diffusion.scheduler;

import java.util.List;
import java.util.Optional;

/**
 * A latent between two steps. The arrays are shared and never changed.
 *
 * @param sample the noisy latent
 * @param denoised the last step's estimate of the latent without noise; none before the first
 * @param taken steps since the start, wherever on the course the start was
 * @param history what the scheduler keeps of earlier steps; its meaning is the scheduler's own
 */
public record SamplerState(
    float[] sample, Optional<float[]> denoised, int taken, List<float[]> history) {
  public SamplerState {
    history = List.copyOf(history);
  }

  /** The state before the first step, from pure noise or from a noised picture. */
  public static SamplerState start(float[] sample) {
    return new SamplerState(sample, Optional.empty(), 0, List.of());
  }

  SamplerState next(float[] sample, float[] denoised, List<float[]> history) {
    return new SamplerState(sample, Optional.of(denoised), taken + 1, history);
  }

  /** The same state with another sample, for what holds a part of the latent. */
  public SamplerState withSample(float[] changed) {
    return new SamplerState(changed, denoised, taken, history);
  }
}
