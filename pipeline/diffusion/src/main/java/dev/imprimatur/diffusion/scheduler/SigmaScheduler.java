package dev.imprimatur.diffusion.scheduler;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Schedulers in the terms of Karras et al. ("Elucidating the design space of diffusion-based
 * generative models", 2022): the sample is x0 + sigma * e, whose variance grows with the noise, and
 * is scaled down for the network.
 */
abstract sealed class SigmaScheduler extends CourseScheduler
    permits EulerScheduler, EulerAncestralScheduler, LmsScheduler, HeunScheduler {
  private final SigmaPath path;
  private final Course course;
  private final Prediction prediction;
  private final double initialScale;

  /**
   * A scheduler along a path.
   *
   * @param steps as asked for, which a path can have one more than
   * @param repeats whether every step but the last evaluates the network a second time, where it
   *     ends
   */
  SigmaScheduler(SigmaSettings settings, SigmaPath path, int steps, boolean repeats) {
    int points = path.timesteps().length;
    this.path = path;
    this.prediction = settings.prediction();
    this.initialScale = settings.initialScale(path.largest());
    int[] stations =
        IntStream.range(0, repeats ? 2 * points - 1 : points)
            .map(evaluation -> repeats ? (evaluation + 1) / 2 : evaluation)
            .toArray();
    float[] timesteps = new float[stations.length];
    for (int i = 0; i < timesteps.length; i++) {
      timesteps[i] = path.timesteps()[stations[i]];
    }
    List<NoiseLevel> levels =
        IntStream.of(stations).mapToObj(i -> new NoiseLevel(1, path.sigmas()[i])).toList();
    this.course = new Course(steps, repeats ? 2 : 1, timesteps, levels);
  }

  /** Sigma at the start of the step, or, beyond the last, at its end. */
  final double sigma(int step) {
    return path.sigmas()[step];
  }

  final float[] denoised(double sigma, float[] sample, float[] output) {
    NoiseLevel level = NoiseLevel.ofRatio(sigma);
    return prediction.denoised(level.signal(), sample, output, level);
  }

  /** The direction away from the picture: (sample - denoised) / sigma. */
  static float[] derivative(float[] sample, float[] denoised, double sigma) {
    return Latents.sum(1 / sigma, sample, -1 / sigma, denoised);
  }

  @Override
  final Course course() {
    return course;
  }

  @Override
  public final double initialScale() {
    return initialScale;
  }

  @Override
  public final double inputScale(int evaluation) {
    return NoiseLevel.ofRatio(course.level(evaluation).noise()).signal();
  }
}
