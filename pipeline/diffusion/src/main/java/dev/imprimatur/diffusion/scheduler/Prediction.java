package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;

/** What the network was trained to predict from x = alpha * x0 + sigma * noise. */
public enum Prediction {
  /** The noise. */
  EPSILON,
  /** alpha * noise - sigma * x0 (Salimans and Ho, 2022). */
  VELOCITY,
  /** The picture's latent itself. */
  SAMPLE;

  static Prediction named(String name) throws InvalidCheckpointException {
    return switch (name) {
      case "epsilon" -> EPSILON;
      case "v_prediction" -> VELOCITY;
      case "sample" -> SAMPLE;
      default ->
          throw new InvalidCheckpointException(
              "scheduler_config.json: prediction_type '" + name + "' is not supported");
    };
  }

  /** The latent x0 that {@code output} stands for, where x is {@code sample}. */
  double denoised(double sample, double output, double alpha, double sigma) {
    return switch (this) {
      case EPSILON -> (sample - sigma * output) / alpha;
      case VELOCITY -> alpha * sample - sigma * output;
      case SAMPLE -> output;
    };
  }

  /** The noise that {@code output} stands for, where x is {@code sample}. */
  double noise(double sample, double output, double alpha, double sigma) {
    return switch (this) {
      case EPSILON -> output;
      case VELOCITY -> alpha * output + sigma * sample;
      case SAMPLE -> (sample - alpha * output) / sigma;
    };
  }
}
