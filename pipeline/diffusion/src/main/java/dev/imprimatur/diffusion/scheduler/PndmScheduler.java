package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pseudo numerical methods for diffusion models (Liu et al., 2022): linear multistep of up to
 * fourth order over the network's outputs, and formula 9 of the paper to move along one of them.
 *
 * <p>How a run warms up is counted in its own steps. By default the second evaluation repeats the
 * first step with the mean of two outputs; otherwise twelve evaluations are three Runge-Kutta steps
 * ({@link RungeKuttaWarmUp}). A run that starts from a picture does the same wherever it starts,
 * although there the second evaluation has moved on by one step: that is what Diffusers does.
 *
 * <p>The history is the outputs, latest first; after the first evaluation also the sample before
 * it.
 */
public final class PndmScheduler extends CourseScheduler {
  /** Adams-Bashforth, by the number of outputs, latest first. */
  private static final double[][] WEIGHTS = {
    {1},
    {3 / 2.0, -1 / 2.0},
    {23 / 12.0, -16 / 12.0, 5 / 12.0},
    {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
  };

  private final PndmMove move;
  private final Course course;
  private final int apart;
  private final RungeKuttaWarmUp warmUp;

  private PndmScheduler(Settings settings, int steps) {
    NoiseSchedule noise = settings.move().noise();
    int training = noise.timesteps();
    int[] spaced = settings.spacing().whole(training, steps, steps, settings.stepsOffset());
    this.move = settings.move();
    this.apart = training / steps;
    this.warmUp =
        settings.rungeKutta()
            ? RungeKuttaWarmUp.of(move, spaced, apart)
            : RungeKuttaWarmUp.none(move);
    int[] timesteps = settings.rungeKutta() ? warmedUp(spaced) : repeated(spaced);
    this.course =
        Course.of(steps, timesteps, Arrays.stream(timesteps).mapToObj(noise::level).toList());
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    NoiseSchedule noise = NoiseSettings.USUAL.read(reader);
    double last = reader.flag("set_alpha_to_one", false) ? 1 : noise.product(0);
    Settings settings =
        new Settings(
            new PndmMove(noise, Prediction.readNoiseOnly(reader), last),
            Spacing.read(reader, Spacing.LEADING),
            Spacing.readOffset(reader, noise),
            !reader.flag("skip_prk_steps", false));
    return steps -> new PndmScheduler(settings, steps);
  }

  /** With the second timestep twice. */
  private static int[] repeated(int[] spaced) {
    return IntStream.range(0, spaced.length == 1 ? 1 : spaced.length + 1)
        .map(i -> spaced[i < 2 ? i : i - 1])
        .toArray();
  }

  /** With the warm-up in the place of the first three. */
  private int[] warmedUp(int[] spaced) {
    return IntStream.concat(
            IntStream.range(0, warmUp.evaluations()).map(warmUp::timestep),
            Arrays.stream(spaced).skip(3))
        .toArray();
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    int timestep = (int) course.timestep(evaluation);
    if (state.taken() < warmUp.evaluations()) {
      return warmUp.step(timestep, state, output);
    }
    boolean repeats = state.taken() == 1;
    List<float[]> outputs = repeats ? List.of(state.history().getFirst()) : recent(state, output);
    float[] estimate =
        repeats
            ? Latents.sum(0.5, output, 0.5, outputs.getFirst())
            : Latents.sum(WEIGHTS[outputs.size() - 1], outputs);
    float[] from = repeats ? state.history().getLast() : state.sample();
    float[] sample =
        repeats
            ? move.along(estimate, from, timestep + apart, timestep)
            : move.along(estimate, from, timestep, timestep - apart);
    List<float[]> history = state.taken() == 0 ? List.of(output, state.sample()) : outputs;
    return state.next(sample, move.denoised(timestep, state.sample(), output), history);
  }

  /** The output and up to three before it. */
  private static List<float[]> recent(SamplerState state, float[] output) {
    var outputs = new ArrayList<float[]>();
    outputs.add(output);
    outputs.addAll(state.history().subList(0, Math.min(state.history().size(), 3)));
    return outputs;
  }

  private record Settings(PndmMove move, Spacing spacing, int stepsOffset, boolean rungeKutta) {}
}
