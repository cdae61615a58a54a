package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * DDIM without added noise (Song, Meng and Ermon, "Denoising diffusion implicit models", 2021), and
 * without noise the same of trajectory consistency models (Zheng et al., "Trajectory consistency
 * distillation", 2024, with gamma = 0, which pipelines set), which go from one of the timesteps
 * that they were distilled on to the next, and at last to the first of the training.
 */
public final class DdimScheduler extends CourseScheduler {
  private final Settings settings;
  private final Course course;
  private final List<NoiseLevel> targets;

  /** Each timestep's step goes to the level in the same place of {@code targets}. */
  private DdimScheduler(Settings settings, int steps, int[] timesteps, List<NoiseLevel> targets) {
    this.settings = settings;
    this.targets = targets;
    this.course =
        Course.of(
            steps, timesteps, IntStream.of(timesteps).mapToObj(settings.noise()::level).toList());
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    NoiseSchedule noise = NoiseSettings.USUAL.readRescaled(reader);
    Settings settings =
        new Settings(noise, Prediction.read(reader), SampleRange.readEither(reader, true));
    Spacing spacing = Spacing.read(reader, Spacing.LEADING);
    int stepsOffset = Spacing.readOffset(reader, noise);
    NoiseLevel end =
        NoiseLevel.ofProduct(reader.flag("set_alpha_to_one", true) ? 1 : noise.product(0));
    return steps -> {
      int[] timesteps = spacing.whole(noise.timesteps(), steps, steps, stepsOffset);
      int apart = noise.timesteps() / steps;
      return new DdimScheduler(
          settings,
          steps,
          timesteps,
          IntStream.of(timesteps)
              .mapToObj(timestep -> timestep >= apart ? noise.level(timestep - apart) : end)
              .toList());
    };
  }

  static SchedulerDesign consistencyDesign(SettingsReader reader)
      throws InvalidCheckpointException {
    NoiseSchedule noise = NoiseSettings.CONSISTENCY.readRescaled(reader);
    Settings settings = new Settings(noise, Prediction.read(reader), new SampleRange.Unlimited());
    int distilled = LcmScheduler.readDistilled(reader, noise);
    return steps -> {
      int[] timesteps = LcmScheduler.timesteps(noise.timesteps(), distilled, steps);
      return new DdimScheduler(
          settings,
          steps,
          timesteps,
          IntStream.range(1, steps + 1)
              .mapToObj(i -> noise.level(i < steps ? timesteps[i] : 0))
              .toList());
    };
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    NoiseLevel level = course.level(evaluation);
    Prediction prediction = settings.prediction();
    float[] denoised = settings.range().held(prediction.denoised(1, state.sample(), output, level));
    float[] direction = prediction.noise(state.sample(), output, level);
    return state.next(targets.get(evaluation).noised(denoised, direction), denoised, List.of());
  }

  @Override
  public void requireStart(int evaluation) {
    settings.prediction().requireSignal(course, evaluation);
  }

  /**
   * What the checkpoint says.
   *
   * @param range that estimates of the picture are kept within
   */
  private record Settings(NoiseSchedule noise, Prediction prediction, SampleRange range) {}
}
