package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a checkpoint says to the multistep solvers, which step between whole timesteps.
 *
 * @param noise the noise schedule
 * @param prediction what the network predicts
 * @param spacing of the timesteps
 * @param stepsOffset that leading spacing adds
 * @param spread of the sigmas
 * @param end the sigma that the last step ends at
 * @param range that estimates of the clean latent are kept within
 */
record SolverSettings(
    NoiseSchedule noise,
    Prediction prediction,
    Spacing spacing,
    int stepsOffset,
    SigmaSpread spread,
    FinalSigma end,
    SampleRange range) {

  static SolverSettings read(SettingsReader reader, SigmaSpread spread)
      throws InvalidCheckpointException {
    reader.requireOff("use_flow_sigmas", "use_dynamic_shifting");
    NoiseSchedule noise = NoiseSettings.USUAL.readFloored(reader);
    return new SolverSettings(
        noise,
        Prediction.read(reader),
        Spacing.read(reader, Spacing.LINSPACE),
        Spacing.readOffset(reader, noise),
        spread,
        FinalSigma.read(reader),
        SampleRange.readDynamic(reader));
  }

  /** For a solver that never ends without noise. */
  static SolverSettings readToLeastNoise(SettingsReader reader) throws InvalidCheckpointException {
    reader.requireOff("use_flow_sigmas", "use_dynamic_shifting");
    NoiseSchedule noise = NoiseSettings.USUAL.read(reader);
    return new SolverSettings(
        noise,
        Prediction.read(reader),
        Spacing.read(reader, Spacing.LINSPACE),
        Spacing.readOffset(reader, noise),
        SigmaSpread.read(reader),
        FinalSigma.SIGMA_MIN,
        SampleRange.readDynamic(reader));
  }

  /** For a solver that knows one spacing alone. */
  static SolverSettings readEvenly(SettingsReader reader) throws InvalidCheckpointException {
    reader.requireOff("use_flow_sigmas", "use_dynamic_shifting");
    return new SolverSettings(
        NoiseSettings.USUAL.read(reader),
        Prediction.read(reader),
        Spacing.LINSPACE,
        0,
        SigmaSpread.read(reader),
        FinalSigma.read(reader),
        SampleRange.readDynamic(reader));
  }

  /** The estimate of the clean latent. */
  float[] denoised(float[] sample, float[] output, NoiseLevel level) {
    return range.held(prediction.denoised(1, sample, output, level));
  }

  /** The estimate of the noise, which is what is left of the sample without the clean latent. */
  float[] noise(float[] sample, float[] output, NoiseLevel level) {
    return range instanceof SampleRange.Unlimited
        ? prediction.noise(sample, output, level)
        : Prediction.SAMPLE.noise(sample, denoised(sample, output, level), level);
  }

  /**
   * The course along sigmas from the largest of the training to the smallest, spread anew.
   *
   * @param rounds whether timesteps are rounded, instead of cut
   * @param endsWithSpread whether the least noise at the end is that of the spread, instead of the
   *     training's
   */
  Course spreadCourse(int steps, boolean rounds, boolean endsWithSpread) {
    float[] training = noise.sigmas();
    double[] sigmas = spread.sigmas(training[training.length - 1], training[0], steps);
    int[] timesteps =
        Arrays.stream(SigmaPath.timestepsAt(sigmas, training))
            .mapToInt(t -> (int) (rounds ? Math.rint(t) : t))
            .toArray();
    boolean repeats = endsWithSpread && end == FinalSigma.SIGMA_MIN;
    return course(steps, timesteps, sigmas, repeats ? sigmas[steps - 1] : end.after(training));
  }

  /**
   * The course along timesteps that divide the first {@code timesteps} of the training into one
   * part more than there are steps.
   */
  Course spacedCourse(int steps, int timesteps) {
    float[] training = noise.sigmas();
    int points = spacing == Spacing.TRAILING ? steps : steps + 1;
    int[] spaced = spacing.whole(timesteps, steps, points, stepsOffset);
    double[] sigmas = IntStream.of(spaced).mapToDouble(timestep -> training[timestep]).toArray();
    return course(steps, spaced, sigmas, end.after(training));
  }

  /** The course along sigmas, with a level more than timesteps. */
  private static Course course(int steps, int[] timesteps, double[] sigmas, double last) {
    double[] all = Arrays.copyOf(sigmas, sigmas.length + 1);
    all[sigmas.length] = last;
    List<NoiseLevel> levels =
        Arrays.stream(all).mapToObj(sigma -> NoiseLevel.ofRatio((float) sigma)).toList();
    return Course.of(steps, timesteps, levels);
  }
}
