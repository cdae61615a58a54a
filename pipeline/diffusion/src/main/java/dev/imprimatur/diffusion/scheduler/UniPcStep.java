package dev.imprimatur.diffusion.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step of UniPC from a noise level to the next (Zhao et al., "UniPC", 2023, section 3).
 *
 * <p>With m the estimates, latest first, r_i the distance of m_i from m_0 in lambda over that of
 * the step, and h the step's growth in lambda, negated where estimates are of the clean latent: the
 * result is the first-order step minus a multiple of B(h) * (sum of rho_i * (m_i - m_0) / r_i),
 * where the sum of rho_i * r_i^(k-1) is b_k = k! * h * phi_(k+1)(h) / B(h) for each order k. The
 * corrector has one term more, for the estimate at the end of the step, at r = 1.
 *
 * @param here the level that the step starts at
 * @param next the level that it ends at
 * @param lambdas at the estimates that count, latest first; as many as the order
 * @param denoises whether estimates are of the clean latent instead of the noise
 * @param exponential whether B(h) = e^h - 1 instead of h
 */
record UniPcStep(
    NoiseLevel here, NoiseLevel next, double[] lambdas, boolean denoises, boolean exponential) {

  /** The sample at the end. */
  float[] predict(float[] sample, List<float[]> estimates) {
    int order = Double.isInfinite(growth()) ? 1 : distinct();
    double[] distances = distances(order);
    double[] shares = order == 2 ? new double[] {0.5} : solved(distances);
    return combined(sample, estimates, distances, shares);
  }

  /**
   * The sample at the end, given an estimate there.
   *
   * @param predicted what was predicted to be the sample at the end
   * @param sample at the start
   */
  float[] correct(
      float[] predicted, float[] sample, List<float[]> estimates, float[] estimateAtTheEnd) {
    if (growth() == 0) {
      return predicted;
    }
    int order = distinct();
    double[] distances = Arrays.copyOf(distances(order), order);
    distances[order - 1] = 1;
    double[] shares = order == 1 ? new double[] {0.5} : solved(distances);
    var terms = new ArrayList<>(estimates.subList(0, order));
    terms.add(estimateAtTheEnd);
    return combined(sample, terms, distances, shares);
  }

  private double growth() {
    return next.lambda() - lambdas[0];
  }

  /** How many lambdas differ from those before them: rounded timesteps can coincide. */
  private int distinct() {
    int distinct = 1;
    while (distinct < lambdas.length && lambdas[distinct] != lambdas[distinct - 1]) {
      distinct++;
    }
    return growth() == 0 ? 1 : distinct;
  }

  private double[] distances(int order) {
    double[] distances = new double[order - 1];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = (lambdas[i + 1] - lambdas[0]) / growth();
    }
    return distances;
  }

  private double signedGrowth() {
    return denoises ? -growth() : growth();
  }

  private double b() {
    return exponential ? StrictMath.expm1(signedGrowth()) : signedGrowth();
  }

  private float[] combined(
      float[] sample, List<float[]> estimates, double[] distances, double[] shares) {
    double scale = denoises ? next.signal() : next.noise();
    double[] weights = new double[distances.length + 2];
    weights[0] = denoises ? next.noise() / here.noise() : next.signal() / here.signal();
    weights[1] = -scale * StrictMath.expm1(signedGrowth());
    for (int i = 0; i < distances.length; i++) {
      weights[i + 2] = -scale * b() * shares[i] / distances[i];
      weights[1] -= weights[i + 2];
    }
    var terms = new ArrayList<float[]>();
    terms.add(sample);
    terms.addAll(estimates);
    return Latents.sum(weights, terms);
  }

  /** The rho for estimates at {@code distances}. */
  private double[] solved(double[] distances) {
    int size = distances.length;
    double h = signedGrowth();
    double term = StrictMath.expm1(h) / h - 1;
    double factorial = 1;
    double[][] rows = new double[size][size + 1];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        rows[k][i] = k == 0 ? 1 : rows[k - 1][i] * distances[i];
      }
      rows[k][size] = term * factorial / b();
      factorial *= k + 2;
      term = term / h - 1 / factorial;
    }
    return eliminated(rows);
  }

  /** Gauss's elimination; distinct distances need no pivots. */
  private static double[] eliminated(double[][] rows) {
    int size = rows.length;
    for (int column = 0; column < size; column++) {
      for (int row = 0; row < size; row++) {
        double factor = row == column ? 0 : rows[row][column] / rows[column][column];
        for (int i = column; i <= size; i++) {
          rows[row][i] -= factor * rows[column][i];
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = rows[i][size] / rows[i][i];
    }
    return solution;
  }
}
