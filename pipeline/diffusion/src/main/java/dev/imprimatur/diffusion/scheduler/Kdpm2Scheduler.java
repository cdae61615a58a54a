package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;

/**
 * The midpoint method along the logarithm of sigma (Katherine Crowson's k-diffusion, after
 * DPM-Solver-2 of Lu et al., 2022), and its ancestral form, which goes to below the next level and
 * brings the sample back up to it with noise. The last step goes straight to no noise.
 *
 * <p>The history between the two evaluations of a step is the sample before it.
 */
public final class Kdpm2Scheduler extends CourseScheduler {
  private final SigmaSettings settings;
  private final boolean ancestral;
  private final MidpointPath path;
  private final Course course;

  private Kdpm2Scheduler(SigmaSettings settings, boolean ancestral, int steps) {
    this.settings = settings;
    this.ancestral = ancestral;
    SigmaPath spread = settings.path(steps);
    this.path = MidpointPath.of(spread.sigmas(), ancestral);
    this.course = course(spread.timesteps(), steps);
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    return design(reader, false);
  }

  static SchedulerDesign ancestralDesign(SettingsReader reader) throws InvalidCheckpointException {
    return design(reader, true);
  }

  private static SchedulerDesign design(SettingsReader reader, boolean ancestral)
      throws InvalidCheckpointException {
    SigmaSettings settings =
        SigmaSettings.read(
            reader,
            NoiseSettings.MIDPOINT.read(reader),
            Prediction.readNoiseOnly(reader),
            SigmaSpread.read(reader));
    return steps -> new Kdpm2Scheduler(settings, ancestral, steps);
  }

  private Course course(float[] spread, int steps) {
    float[] training = settings.noise().sigmas();
    float[] timesteps = new float[2 * steps - 1];
    NoiseLevel[] levels = new NoiseLevel[timesteps.length];
    for (int i = 0; i < timesteps.length; i++) {
      float own = spread[i / 2];
      float whole = settings.spread().rounds() ? (float) Math.rint(own) : own;
      timesteps[i] = isFirst(i) ? whole : path.timestep(i / 2, training);
      levels[i] = new NoiseLevel(1, path.sigmas()[(i + 1) / 2]);
    }
    return new Course(steps, 2, timesteps, List.of(levels));
  }

  private static boolean isFirst(int evaluation) {
    return evaluation % 2 == 0;
  }

  private double seen(int evaluation) {
    return isFirst(evaluation) ? path.sigmas()[evaluation / 2] : path.middles()[evaluation / 2];
  }

  @Override
  Course course() {
    return course;
  }

  @Override
  public double initialScale() {
    return settings.initialScale(path.sigmas()[0]);
  }

  @Override
  public double inputScale(int evaluation) {
    return NoiseLevel.ofRatio(seen(evaluation)).signal();
  }

  @Override
  public boolean drawsNoise(int evaluation) {
    return ancestral && !isFirst(evaluation);
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    int step = evaluation / 2;
    double seen = seen(evaluation);
    NoiseLevel level = NoiseLevel.ofRatio(seen);
    float[] denoised =
        settings.prediction().denoised(level.signal(), state.sample(), output, level);
    float[] slope = SigmaScheduler.derivative(state.sample(), denoised, seen);
    if (isFirst(evaluation)) {
      float[] middle = Latents.sum(1, state.sample(), (double) path.middles()[step] - seen, slope);
      return state.next(middle, denoised, List.of(state.sample()));
    }
    float[] before = state.history().getFirst();
    float[] sample =
        Latents.sum(1, before, (double) path.ends()[step] - path.sigmas()[step], slope);
    return state.next(
        ancestral ? Latents.sum(1, sample, path.raises()[step], noise) : sample,
        denoised,
        List.of());
  }
}
