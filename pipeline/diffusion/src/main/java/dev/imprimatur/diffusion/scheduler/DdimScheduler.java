package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;
import java.util.List;

/** DDIM without added noise (Song, Meng and Ermon, "Denoising diffusion implicit models", 2021). */
public final class DdimScheduler extends CourseScheduler {
  private final Settings settings;
  private final Course course;
  private final int apart;

  private DdimScheduler(Settings settings, int steps) {
    NoiseSchedule noise = settings.noise();
    int[] timesteps =
        settings.spacing().whole(noise.timesteps(), steps, steps, settings.stepsOffset());
    this.settings = settings;
    this.apart = noise.timesteps() / steps;
    this.course =
        Course.of(steps, timesteps, Arrays.stream(timesteps).mapToObj(noise::level).toList());
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    reader.requireOff("thresholding");
    NoiseSchedule noise = NoiseSettings.USUAL.readRescaled(reader);
    Settings settings =
        new Settings(
            noise,
            Prediction.read(reader),
            Spacing.read(reader, Spacing.LEADING),
            Spacing.readOffset(reader, noise),
            reader.flag("set_alpha_to_one", true) ? 1 : noise.product(0),
            SampleRange.read(reader, true));
    return steps -> new DdimScheduler(settings, steps);
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    NoiseLevel level = course.level(evaluation);
    int previous = (int) course.timestep(evaluation) - apart;
    NoiseLevel target =
        previous >= 0
            ? settings.noise().level(previous)
            : NoiseLevel.ofProduct(settings.finalProduct());
    Prediction prediction = settings.prediction();
    float[] denoised =
        settings.range().clamped(prediction.denoised(1, state.sample(), output, level));
    float[] direction = prediction.noise(state.sample(), output, level);
    return state.next(target.noised(denoised, direction), denoised, List.of());
  }

  @Override
  public void requireStart(int evaluation) {
    settings.prediction().requireSignal(course, evaluation);
  }

  /**
   * What the checkpoint says.
   *
   * @param finalProduct of 1 - beta, assumed before the first timestep
   * @param range that estimates of the picture are kept within
   */
  private record Settings(
      NoiseSchedule noise,
      Prediction prediction,
      Spacing spacing,
      int stepsOffset,
      double finalProduct,
      SampleRange range) {}
}
