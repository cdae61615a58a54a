package dev.imprimatur.diffusion.scheduler;

import java.util.Optional;

/**
 * A latent between two steps. The arrays are shared and never changed.
 *
 * @param sample the noisy latent
 * @param denoised the last step's estimate of the latent without noise; none before the first
 */
public record SamplerState(float[] sample, Optional<float[]> denoised) {
  /** The state before the first step. */
  public static SamplerState start(float[] noise) {
    return new SamplerState(noise, Optional.empty());
  }

  /** temp. */
  public SamplerState withSample(float[] changed) {
    return new SamplerState(changed, denoised);
  }
}
