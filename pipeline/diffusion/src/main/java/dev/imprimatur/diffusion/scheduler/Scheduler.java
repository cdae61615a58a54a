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
}
