package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Map;

/** What the network was trained to predict from x = signal * x0 + noise * e. */
enum Prediction {
  /** The noise e. */
  EPSILON,
  /** signal * e - noise * x0 (Salimans and Ho, "Progressive distillation", 2022). */
  VELOCITY,
  /** The clean latent x0 itself. */
  SAMPLE;

  private static final Map<String, Prediction> NOISE_ONLY =
      Map.of("epsilon", EPSILON, "v_prediction", VELOCITY);
  private static final Map<String, Prediction> ANY =
      Map.of("epsilon", EPSILON, "v_prediction", VELOCITY, "sample", SAMPLE);

  static Prediction read(SettingsReader settings) throws InvalidCheckpointException {
    return settings.choice("prediction_type", EPSILON, ANY);
  }

  /** For schedulers that know no prediction of the clean latent. */
  static Prediction readNoiseOnly(SettingsReader settings) throws InvalidCheckpointException {
    return settings.choice("prediction_type", EPSILON, NOISE_ONLY);
  }

  /** The latent x0 that {@code output} stands for, where x is {@code scale * sample}. */
  float[] denoised(double scale, float[] sample, float[] output, NoiseLevel level) {
    return switch (this) {
      case EPSILON ->
          Latents.sum(scale / level.signal(), sample, -level.noise() / level.signal(), output);
      case VELOCITY -> Latents.sum(scale * level.signal(), sample, -level.noise(), output);
      case SAMPLE -> output;
    };
  }

  /** The noise e that {@code output} stands for, where x is {@code sample}. */
  float[] noise(float[] sample, float[] output, NoiseLevel level) {
    return switch (this) {
      case EPSILON -> output;
      case VELOCITY -> Latents.sum(level.noise(), sample, level.signal(), output);
      case SAMPLE ->
          Latents.sum(1 / level.noise(), sample, -level.signal() / level.noise(), output);
    };
  }

  /**
   * Checks that the clean latent can be told from an evaluation on.
   *
   * @throws IllegalArgumentException if it cannot
   */
  void requireSignal(Course course, int evaluation) {
    if (this == EPSILON
        && evaluation < course.evaluations()
        && course.level(evaluation).signal() == 0) {
      throw new IllegalArgumentException(
          "this number of steps starts at timestep %.0f, where no signal is left and predicting the noise tells nothing"
              .formatted(course.timestep(evaluation)));
    }
  }
}
