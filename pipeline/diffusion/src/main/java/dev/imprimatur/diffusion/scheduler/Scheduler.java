package dev.imprimatur.diffusion.scheduler;

/**
 * A way from noise to a latent in a number of steps. Immutable: what a step needs of those before
 * it is in the {@link SamplerState}.
 */
public sealed interface Scheduler permits DdimScheduler, DpmSolverScheduler {
  /** The timestep that the network is given at each step, from noise to picture. */
  int[] timesteps();

  /**
   * One step.
   *
   * @param index which step, from 0
   * @param state before it
   * @param output the network's prediction for the state's sample, after guidance
   * @return the state after it
   */
  SamplerState step(int index, SamplerState state, float[] output);

  /** temp. */
  default int evaluations() {
    return timesteps().length;
  }

  /** temp. */
  default float timestep(int evaluation) {
    return timesteps()[evaluation];
  }

  /** temp. */
  default double initialScale() {
    return 1;
  }

  /** temp. */
  default double inputScale(int evaluation) {
    return 1;
  }

  /** temp. */
  default boolean drawsNoise(int evaluation) {
    return false;
  }

  /** temp. */
  default SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    return step(evaluation, state, output);
  }

  /** temp. */
  default float[] noised(float[] latent, float[] noise, int evaluation) {
    return latent;
  }

  /** temp. */
  default int begin(double strength) {
    return 0;
  }
}
