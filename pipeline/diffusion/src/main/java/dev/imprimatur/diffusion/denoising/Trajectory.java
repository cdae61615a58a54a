package dev.imprimatur.diffusion.denoising;

import dev.imprimatur.diffusion.noise.NoiseStream;
import dev.imprimatur.diffusion.scheduler.SamplerState;
import dev.imprimatur.diffusion.scheduler.Scheduler;

/** The way of one picture from its start to its latent. Used by one thread. */
public final class Trajectory {
  private static final float[] NO_NOISE = {};

  private final Scheduler scheduler;
  private final NoiseStream noise;
  private final Surroundings surroundings;
  private final int begin;
  private int evaluation;
  private SamplerState state;

  /**
   * A trajectory that has not moved.
   *
   * @param noise for samplers that add noise on the way
   * @param begin the first evaluation
   * @param start the latent that the first evaluation sees, before the scheduler scales it
   */
  public Trajectory(
      Scheduler scheduler, NoiseStream noise, Surroundings surroundings, int begin, float[] start) {
    this.scheduler = scheduler;
    this.noise = noise;
    this.surroundings = surroundings;
    this.begin = begin;
    this.evaluation = begin;
    this.state = SamplerState.start(start);
  }

  /** Whether the latent is finished. */
  public boolean isDone() {
    return evaluation == scheduler.evaluations();
  }

  /** Evaluations done. */
  public int done() {
    return evaluation - begin;
  }

  /** Evaluations from start to latent. */
  public int length() {
    return scheduler.evaluations() - begin;
  }

  /** What the network is told about time. */
  float timestep() {
    return scheduler.timestep(evaluation);
  }

  /** Writes what the network sees to {@code batch} from {@code at} on. */
  void writeInput(float[] batch, int at) {
    float[] sample = state.sample();
    float scale = (float) scheduler.inputScale(evaluation);
    for (int i = 0; i < sample.length; i++) {
      batch[at + i] = sample[i] * scale;
    }
    if (surroundings instanceof Surroundings.Seen seen) {
      System.arraycopy(seen.channels(), 0, batch, at + sample.length, seen.channels().length);
    }
  }

  /** Takes the network's prediction, after guidance, and moves on. */
  void advance(float[] prediction) {
    float[] drawn = scheduler.drawsNoise(evaluation) ? noise.next(state.sample().length) : NO_NOISE;
    state = scheduler.step(evaluation, state, prediction, drawn);
    evaluation++;
    if (surroundings instanceof Surroundings.Held held) {
      float[] kept =
          isDone() ? held.original() : scheduler.noised(held.original(), held.noise(), evaluation);
      state = state.withSample(held.blend(state.sample(), kept));
    }
  }

  /** The latent as it is. */
  public float[] latent() {
    return state.sample();
  }

  /** What the latent is expected to become: for previews. */
  public float[] expected() {
    return state.denoised().orElse(state.sample());
  }
}
