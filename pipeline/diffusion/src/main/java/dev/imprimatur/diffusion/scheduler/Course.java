package dev.imprimatur.diffusion.scheduler;

import java.util.List;

/**
 * The stations between noise and picture: for each evaluation of the network the timestep that it
 * is given and the noise level of its latent.
 */
final class Course {
  private final int steps;
  private final int evaluationsPerStep;
  private final float[] timesteps;
  private final List<NoiseLevel> levels;

  /**
   * A course.
   *
   * @param steps as asked for
   * @param evaluationsPerStep of a step in the middle
   * @param timesteps one for each evaluation
   * @param levels at least as many
   */
  Course(int steps, int evaluationsPerStep, float[] timesteps, List<NoiseLevel> levels) {
    this.steps = steps;
    this.evaluationsPerStep = evaluationsPerStep;
    this.timesteps = timesteps;
    this.levels = List.copyOf(levels);
  }

  /** One evaluation a step, at whole timesteps. */
  static Course of(int steps, int[] timesteps, List<NoiseLevel> levels) {
    float[] given = new float[timesteps.length];
    for (int i = 0; i < given.length; i++) {
      given[i] = timesteps[i];
    }
    return new Course(steps, 1, given, levels);
  }

  int evaluations() {
    return timesteps.length;
  }

  float timestep(int evaluation) {
    return timesteps[evaluation];
  }

  NoiseLevel level(int evaluation) {
    return levels.get(evaluation);
  }

  int begin(double strength) {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be between 0 and 1");
    }
    int taken = Math.min((int) (steps * strength), steps);
    return Math.min((steps - taken) * evaluationsPerStep, evaluations());
  }
}
