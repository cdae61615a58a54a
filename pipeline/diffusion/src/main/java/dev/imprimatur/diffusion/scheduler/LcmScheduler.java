package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;
import java.util.List;

/**
 * Multistep sampling of latent consistency models (Luo et al., "Latent consistency models", 2023):
 * each step estimates the clean latent and, save the last, brings it back to the next noise level
 * with new noise.
 *
 * <p>Timesteps are taken from those that the model was distilled on. With s the scaled timestep and
 * d = 0.5, the estimate is d^2 / (s^2 + d^2) of the sample and s / sqrt(s^2 + d^2) of the
 * prediction.
 */
public final class LcmScheduler extends CourseScheduler {
  private static final double DATA = 0.5;
  private static final double MAXIMUM_SCALING = 1e6;

  private final Settings settings;
  private final Course course;

  private LcmScheduler(Settings settings, int steps) {
    this.settings = settings;
    int[] timesteps = timesteps(settings.noise().timesteps(), settings.distilled(), steps);
    this.course =
        Course.of(
            steps, timesteps, Arrays.stream(timesteps).mapToObj(settings.noise()::level).toList());
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    NoiseSchedule noise = NoiseSettings.CONSISTENCY.readRescaled(reader);
    Settings settings =
        new Settings(
            noise,
            Prediction.read(reader),
            readDistilled(reader, noise),
            reader.number("timestep_scaling", 10, 0, MAXIMUM_SCALING),
            SampleRange.readEither(reader, false));
    return steps -> new LcmScheduler(settings, steps);
  }

  /** How many timesteps the model was distilled on. */
  static int readDistilled(SettingsReader reader, NoiseSchedule noise)
      throws InvalidCheckpointException {
    return reader.integer("original_inference_steps", 50, 1, noise.timesteps());
  }

  /** Some of the timesteps that the model was distilled on. */
  static int[] timesteps(int training, int distilled, int steps) {
    if (steps < 1 || steps > distilled) {
      throw new IllegalArgumentException(
          "steps must be between 1 and %d, the timesteps that the model was distilled on"
              .formatted(distilled));
    }
    int apart = training / distilled;
    double stride = (double) distilled / steps;
    int[] timesteps = new int[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (distilled - (int) (i * stride)) * apart - 1;
    }
    return timesteps;
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public boolean drawsNoise(int evaluation) {
    return evaluation < evaluations() - 1;
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    NoiseLevel level = course.level(evaluation);
    float[] predicted =
        settings.range().held(settings.prediction().denoised(1, state.sample(), output, level));
    double scaled = course.timestep(evaluation) * settings.timestepScaling();
    double variance = scaled * scaled + DATA * DATA;
    float[] denoised =
        Latents.sum(
            scaled / Math.sqrt(variance), predicted, DATA * DATA / variance, state.sample());
    float[] sample =
        drawsNoise(evaluation) ? course.level(evaluation + 1).noised(denoised, noise) : denoised;
    return state.next(sample, denoised, List.of());
  }

  @Override
  public void requireStart(int evaluation) {
    settings.prediction().requireSignal(course, evaluation);
  }

  /**
   * What the checkpoint says.
   *
   * @param distilled timesteps that the model was distilled on
   */
  private record Settings(
      NoiseSchedule noise,
      Prediction prediction,
      int distilled,
      double timestepScaling,
      SampleRange range) {}
}
