package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Ancestral sampling as diffusion models were first sampled (Ho, Jain and Abbeel, "Denoising
 * diffusion probabilistic models", 2020, equation 7): each step goes to the mean of what could have
 * come before, and adds noise of the variance that the checkpoint fixes.
 */
public final class DdpmScheduler extends CourseScheduler {
  /** What the reference takes where the variance is less. */
  private static final double LEAST_VARIANCE = 1e-20;

  private final Settings settings;
  private final Course course;

  private DdpmScheduler(Settings settings, int steps) {
    NoiseSchedule noise = settings.noise();
    int[] timesteps =
        settings.spacing().whole(noise.timesteps(), steps, steps, settings.stepsOffset());
    this.settings = settings;
    this.course =
        Course.of(steps, timesteps, Arrays.stream(timesteps).mapToObj(noise::level).toList());
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    NoiseSchedule noise = NoiseSettings.USUAL.readRescaled(reader);
    Settings settings =
        new Settings(
            noise,
            Prediction.read(reader),
            Spacing.read(reader, Spacing.LEADING),
            Spacing.readOffset(reader, noise),
            reader.choice("variance_type", Variance.SMALL, Variance.NAMES),
            SampleRange.readEither(reader, true));
    return steps -> new DdpmScheduler(settings, steps);
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public boolean drawsNoise(int evaluation) {
    return course.timestep(evaluation) > 0;
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    double product = settings.noise().product((int) course.timestep(evaluation));
    double before =
        evaluation + 1 < evaluations()
            ? settings.noise().product((int) course.timestep(evaluation + 1))
            : 1;
    double kept = product / before;
    float[] denoised =
        settings
            .range()
            .held(
                settings
                    .prediction()
                    .denoised(1, state.sample(), output, course.level(evaluation)));
    double towards = Math.sqrt(before) * (1 - kept) / (1 - product);
    double stay = Math.sqrt(kept) * (1 - before) / (1 - product);
    float[] mean = Latents.sum(towards, denoised, stay, state.sample());
    float[] sample =
        drawsNoise(evaluation)
            ? Latents.sum(1, mean, Math.sqrt(variance(product, before)), noise)
            : mean;
    return state.next(sample, denoised, List.of());
  }

  private double variance(double product, double before) {
    double added = 1 - product / before;
    double variance =
        switch (settings.variance()) {
          case SMALL -> (1 - before) / (1 - product) * added;
          case LARGE -> added;
        };
    return Math.max(variance, LEAST_VARIANCE);
  }

  @Override
  public void requireStart(int evaluation) {
    settings.prediction().requireSignal(course, evaluation);
  }

  /** How much noise a step adds: the two bounds of the paper's section 3.2. */
  private enum Variance {
    /** As if the picture were known. */
    SMALL,
    /** As if it were noise itself. */
    LARGE;

    private static final Map<String, Variance> NAMES =
        Map.of("fixed_small", SMALL, "fixed_small_log", SMALL, "fixed_large", LARGE);
  }

  /**
   * What the checkpoint says.
   *
   * @param range that estimates of the picture are kept within
   */
  private record Settings(
      NoiseSchedule noise,
      Prediction prediction,
      Spacing spacing,
      int stepsOffset,
      Variance variance,
      SampleRange range) {}
}
