package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;

/**
 * Linear multistep of up to fourth order along sigma (Katherine Crowson's k-diffusion): the
 * integral over the step of the polynomial through the latest slopes.
 *
 * <p>A run that starts in the middle weighs its first slopes as if there were earlier ones, which
 * it then lacks: that is what Diffusers does. The history is the slopes, latest first.
 */
public final class LmsScheduler extends SigmaScheduler {
  private static final int ORDER = 4;

  /** Where Gauss and Legendre's rule of two points, exact here, looks, from the middle. */
  private static final double ABSCISSA = 1 / Math.sqrt(3);

  private LmsScheduler(SigmaSettings settings, int steps) {
    super(settings, settings.path(steps), steps, false);
  }

  static SchedulerDesign design(SettingsReader reader) throws InvalidCheckpointException {
    SigmaSettings settings =
        SigmaSettings.read(
            reader,
            NoiseSettings.USUAL.read(reader),
            Prediction.read(reader),
            SigmaSpread.readKarrasWithoutLimits(reader));
    return steps -> new LmsScheduler(settings, steps);
  }

  @Override
  public SamplerState step(int evaluation, SamplerState state, float[] output, float[] noise) {
    double sigma = sigma(evaluation);
    float[] denoised = denoised(sigma, state.sample(), output);
    var slopes = new ArrayList<float[]>();
    slopes.add(derivative(state.sample(), denoised, sigma));
    slopes.addAll(state.history().subList(0, Math.min(state.history().size(), ORDER - 1)));

    int order = Math.min(evaluation + 1, ORDER);
    double[] weights = new double[slopes.size() + 1];
    for (int i = 0; i < slopes.size(); i++) {
      weights[i] = weight(evaluation, order, i);
    }
    weights[slopes.size()] = 1;
    var terms = new ArrayList<>(slopes);
    terms.add(state.sample());
    return state.next(Latents.sum(weights, terms), denoised, slopes);
  }

  /** The integral, over the step, of the polynomial that is 1 at one slope and 0 at the others. */
  private double weight(int evaluation, int order, int slope) {
    double middle = (sigma(evaluation) + sigma(evaluation + 1)) / 2;
    double half = (sigma(evaluation + 1) - sigma(evaluation)) / 2;
    return half
        * (basis(evaluation, order, slope, middle - half * ABSCISSA)
            + basis(evaluation, order, slope, middle + half * ABSCISSA));
  }

  private double basis(int evaluation, int order, int slope, double at) {
    double product = 1;
    for (int k = 0; k < order; k++) {
      if (k != slope) {
        double zero = sigma(evaluation - k);
        product *= (at - zero) / (sigma(evaluation - slope) - zero);
      }
    }
    return product;
  }
}
