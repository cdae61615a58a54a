package dev.imprimatur.diffusion.scheduler;

/**
 * A way from noise to a latent in a number of steps. Immutable: what a step needs of those before
 * it is in the {@link SamplerState}, so one scheduler serves any number of runs. Evaluations of the
 * network are numbered from 0; most schedulers need one a step.
 *
 * <p>Every scheduler does the arithmetic of the scheduler of the same name in Diffusers 0.42, step
 * by step, in double and rounded to float.
 */
public sealed interface Scheduler permits CourseScheduler {

  /** How often the network is evaluated from pure noise on. */
  int evaluations();

  /** The timestep that the network is given; a fraction with some settings. */
  float timestep(int evaluation);

  /** What standard normal noise is multiplied by to start from pure noise. */
  default double initialScale() {
    return 1;
  }

  /** What the state's sample is multiplied by for the network to see. */
  default double inputScale(int evaluation) {
    return 1;
  }

  /** Whether the step wants standard normal noise. */
  default boolean drawsNoise(int evaluation) {
    return false;
  }

  /**
   * One step. The first of a run is of first order wherever the run starts, save where a scheduler
   * says otherwise.
   *
   * @param evaluation which, from 0; a run takes them in order
   * @param state before it
   * @param output the network's prediction for the state's sample, after guidance
   * @param noise standard normal, as long as the sample, where {@link #drawsNoise} says so; else
   *     not read
   * @return the state after it
   */
  SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise);

  /** A clean latent brought to the noise level at which {@code evaluation} expects its sample. */
  float[] noised(float[] latent, float[] noise, int evaluation);

  /**
   * Checks that a run can start at {@code evaluation}, which the next ones follow.
   *
   * @throws IllegalArgumentException if nothing can be told there, saying why
   */
  default void requireStart(int evaluation) {}

  /**
   * The first evaluation when starting from a picture's latent.
   *
   * @param strength 0 to 1: the share of the steps that is taken, rounded down
   * @return {@link #evaluations} if no step is left to take
   */
  int begin(double strength);
}
