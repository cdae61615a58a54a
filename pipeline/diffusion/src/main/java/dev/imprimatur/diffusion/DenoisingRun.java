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

  /**
   * Runs all steps.
   *
   * @param text of {@link #batch} texts
   * @return the latent, or nothing when the observer cancelled
   */
  Optional<float[]> run(NDManager parent, TextContext text, float[] noise, Observer observer) {
    SamplerState state = SamplerState.start(noise);
    int[] timesteps = scheduler.timesteps();
    for (int step = 0; step < timesteps.length; step++) {
      float[] prediction = predict(parent, state.sample(), timesteps[step], text);
      state = scheduler.step(step, state, prediction);
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

  private float[] predict(NDManager parent, float[] sample, int timestep, TextContext text) {
    int batch = batch();
    float[] samples = new float[batch * sample.length];
    for (int i = 0; i < batch; i++) {
      System.arraycopy(sample, 0, samples, i * sample.length, sample.length);
    }
    float[] timesteps = new float[batch];
    Arrays.fill(timesteps, timestep);
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
