package dev.imprimatur.diffusion.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * The first three steps of PNDM as its paper has them: each a Runge-Kutta step of four evaluations,
 * at its timestep, twice half a step on and a whole step on.
 *
 * <p>The history is, within a step, the weighted sum of its outputs so far and the sample before
 * it; then, always, the first output of each step, latest first.
 */
final class RungeKuttaWarmUp {
  private static final double[] WEIGHTS = {1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0};
  private static final int MINIMUM_STEPS = 4;

  private final PndmMove move;
  private final int[] timesteps;
  private final int half;

  private RungeKuttaWarmUp(PndmMove move, int[] timesteps, int half) {
    this.move = move;
    this.timesteps = timesteps;
    this.half = half;
  }

  static RungeKuttaWarmUp none(PndmMove move) {
    return new RungeKuttaWarmUp(move, new int[0], 0);
  }

  /**
   * The warm-up of a course.
   *
   * @param spaced one timestep for each step, descending
   * @param apart how far apart steps are
   * @throws IllegalArgumentException if there are too few steps to warm up
   */
  static RungeKuttaWarmUp of(PndmMove move, int[] spaced, int apart) {
    if (spaced.length < MINIMUM_STEPS) {
      throw new IllegalArgumentException(
          "steps must be at least " + MINIMUM_STEPS + " with a Runge-Kutta warm-up");
    }
    int half = apart / 2;
    int[] timesteps = new int[3 * 4];
    for (int step = 0; step < 3; step++) {
      timesteps[4 * step] = spaced[step];
      timesteps[4 * step + 1] = spaced[step + 1] + half;
      timesteps[4 * step + 2] = spaced[step + 1] + half;
      timesteps[4 * step + 3] = spaced[step + 1];
    }
    return new RungeKuttaWarmUp(move, timesteps, half);
  }

  int evaluations() {
    return timesteps.length;
  }

  int timestep(int evaluation) {
    return timesteps[evaluation];
  }

  /** An evaluation, which the run's own steps count, whatever {@code timestep} it is at. */
  SamplerState step(int timestep, SamplerState state, float[] output) {
    int stage = state.taken() % 4;
    List<float[]> before = state.history();
    float[] from = stage == 0 ? state.sample() : before.get(1);
    float[] sum =
        stage == 0
            ? Latents.sum(WEIGHTS[0], output, 0, output)
            : Latents.sum(1, before.getFirst(), WEIGHTS[stage], output);
    int origin = timesteps[state.taken() / 4 * 4];
    int target = timestep - (stage % 2 == 0 ? half : 0);
    float[] sample = move.along(stage == 3 ? sum : output, from, origin, target);

    var history = new ArrayList<float[]>();
    if (stage < 3) {
      history.add(sum);
      history.add(from);
    }
    if (stage == 0) {
      history.add(output);
    }
    history.addAll(stage == 0 ? before : before.subList(2, before.size()));
    return state.next(sample, move.denoised(timestep, state.sample(), output), history);
  }
}
