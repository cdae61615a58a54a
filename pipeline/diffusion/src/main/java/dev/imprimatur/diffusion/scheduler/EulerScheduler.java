package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;
import java.util.Map;

/** Euler's method along sigma (Karras et al., 2022, algorithm 2 without churn). */
public final class EulerScheduler extends SigmaScheduler {
  private EulerScheduler(Settings settings, int steps) {
    super(settings.sigma(), settings.path(steps), steps, false);
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    NoiseSchedule noise = NoiseSettings.USUAL.readFloored(reader);
    Prediction prediction = Prediction.read(reader);
    SigmaSettings sigma = SigmaSettings.read(reader, noise, prediction, SigmaSpread.read(reader));
    boolean continuous =
        reader.choice("timestep_type", false, Map.of("discrete", false, "continuous", true));
    Settings settings =
        new Settings(
            sigma,
            FinalSigma.read(reader),
            reader.choice("interpolation_type", false, Map.of("linear", false, "log_linear", true)),
            continuous && prediction == Prediction.VELOCITY);
    return steps -> new EulerScheduler(settings, steps);
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    double sigma = sigma(evaluation);
    float[] denoised = denoised(sigma, state.sample(), output);
    double kept = sigma(evaluation + 1) / sigma;
    return state.next(Latents.sum(kept, state.sample(), 1 - kept, denoised), denoised, List.of());
  }

  /**
   * What the checkpoint says.
   *
   * @param logarithmic whether sigmas are spread evenly by their logarithms instead of by timestep
   * @param continuous whether the network is given a quarter of the logarithm of sigma as timestep
   */
  private record Settings(
      SigmaSettings sigma, FinalSigma end, boolean logarithmic, boolean continuous) {

    SigmaPath path(int steps) {
      float[] training = sigma.noise().sigmas();
      float[] timesteps = sigma.timesteps(steps);
      double[] sigmas =
          logarithmic ? evenly(training, steps) : SigmaPath.interpolated(timesteps, training);
      SigmaPath path = sigma.spread().path(timesteps, sigmas, training, end.after(training));
      return continuous ? path.atLogarithms() : path;
    }

    /** One more sigma than steps, so that the last step does not reach the path's end. */
    private static double[] evenly(float[] training, int steps) {
      float[] logarithms =
          Linspace.of(
              FloatLogarithm.of(training[training.length - 1]),
              FloatLogarithm.of(training[0]),
              steps + 1);
      double[] sigmas = new double[steps + 1];
      for (int i = 0; i <= steps; i++) {
        sigmas[i] = (float) StrictMath.exp(logarithms[i]);
      }
      return sigmas;
    }
  }
}
