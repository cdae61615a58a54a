package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.StepListener.Decision;
import dev.imprimatur.diffusion.network.TextContext;
import dev.imprimatur.diffusion.network.UNet;
import dev.imprimatur.diffusion.scheduler.SamplerState;
import dev.imprimatur.diffusion.scheduler.Scheduler;
import java.util.Arrays;
import java.util.Optional;

/**
 * The story of one picture from noise to latent: at each step the UNet predicts, guidance mixes the
 * prediction without the prompt and with it, the scheduler steps. Both predictions come from one
 * pass of two samples, the one without the prompt first.
 */
final class DenoisingRun {
  private final UNet unet;
  private final Scheduler scheduler;
  private final Shape latentShape;
  private final double guidanceScale;

  /**
   * A run that has not started.
   *
   * @param latentShape [1, channels, h, w]
   * @param guidanceScale guidance is off at 1 and below, and the pass has one sample
   */
  DenoisingRun(UNet unet, Scheduler scheduler, Shape latentShape, double guidanceScale) {
    this.unet = unet;
    this.scheduler = scheduler;
    this.latentShape = latentShape;
    this.guidanceScale = guidanceScale;
  }

  /** Is told the state after each step. */
  @FunctionalInterface
  interface Observer {
    Decision after(int step, SamplerState state);
  }

  /** Standard normal numbers that a run needs: for the latent at its start, and for its steps. */
  int noiseCount() {
    int latents = 1;
    for (int evaluation = 0; evaluation < scheduler.evaluations(); evaluation++) {
      latents += scheduler.drawsNoise(evaluation) ? 1 : 0;
    }
    return latents * (int) latentShape.size();
  }

  /**
   * Runs all steps.
   *
   * @param text of {@link #batch} texts
   * @param noise {@link #noiseCount} numbers
   * @return the latent, or nothing when the observer cancelled
   */
  Optional<float[]> run(NDManager parent, TextContext text, float[] noise, Observer observer) {
    int length = (int) latentShape.size();
    float[] start = new float[length];
    for (int i = 0; i < length; i++) {
      start[i] = (float) (scheduler.initialScale() * noise[i]);
    }
    SamplerState state = SamplerState.start(start);
    int used = length;
    for (int step = 0; step < scheduler.evaluations(); step++) {
      float[] prediction = predict(parent, state.sample(), step, text);
      int end = scheduler.drawsNoise(step) ? used + length : used;
      state = scheduler.step(step, state, prediction, Arrays.copyOfRange(noise, used, end));
      used = end;
      if (observer.after(step + 1, state) == Decision.CANCEL) {
        return Optional.empty();
      }
    }
    return Optional.of(state.sample());
  }

  /** Samples in a pass. */
  int batch() {
    return guidanceScale > 1 ? 2 : 1;
  }

  private float[] predict(NDManager parent, float[] sample, int evaluation, TextContext text) {
    int batch = batch();
    float[] samples = new float[batch * sample.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (scheduler.inputScale(evaluation) * sample[i % sample.length]);
    }
    float[] timesteps = new float[batch];
    Arrays.fill(timesteps, scheduler.timestep(evaluation));
    Shape shape = new Shape(batch, latentShape.get(1), latentShape.get(2), latentShape.get(3));
    try (NDManager manager = parent.newSubManager()) {
      NDArray output =
          unet.predict(manager, manager.create(samples, shape), manager.create(timesteps), text);
      return guided(output.toFloatArray(), sample.length);
    }
  }

  /** u + g * (c - u) (Ho and Salimans, "Classifier-free diffusion guidance", 2022). */
  private float[] guided(float[] output, int length) {
    if (batch() == 1) {
      return output;
    }
    float[] guided = new float[length];
    for (int i = 0; i < length; i++) {
      float unconditional = output[i];
      guided[i] = unconditional + (float) guidanceScale * (output[length + i] - unconditional);
    }
    return guided;
  }
}
