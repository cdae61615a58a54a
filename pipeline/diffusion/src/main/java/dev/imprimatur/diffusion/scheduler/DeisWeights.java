package dev.imprimatur.diffusion.scheduler;

/**
 * The weights of a step of DEIS from one noise level to the next.
 *
 * <p>With s = noise / signal, u = log(s / s_here), and L_i the polynomial in u that is 1 at
 * estimate i and 0 at the others, the step is
 *
 * <pre>
 * signal_next * (sample / signal_here + sum of m_i * integral of L_i ds, from s_here to s_next)
 * </pre>
 *
 * <p>where ds = s_here * e^u du, so that the integrals of u^k ds are s_here times e^u - 1, e^u * (u
 * - 1) + 1 and e^u * (u^2 - 2u + 2) - 2 at the end.
 *
 * @param here the level of the sample
 * @param next the level after the step
 */
record DeisWeights(NoiseLevel here, NoiseLevel next) {

  /**
   * Of the sample and the estimates of the noise, latest first.
   *
   * @param lambdas at the estimates; as many as the order
   */
  double[] of(double[] lambdas) {
    double end = lambdas[0] - next.lambda();
    double grown = StrictMath.exp(end);
    double[] powers = {
      StrictMath.expm1(end), grown * (end - 1) + 1, grown * (end * end - 2 * end + 2) - 2
    };
    int order = distinct(lambdas);
    double[] weights = new double[order + 1];
    weights[0] = next.signal() / here.signal();
    double scale = next.signal() * here.noise() / here.signal();
    for (int i = 0; i < order; i++) {
      double[] basis = basis(lambdas, order, i);
      for (int k = 0; k < order; k++) {
        weights[i + 1] += scale * basis[k] * powers[k];
      }
    }
    return weights;
  }

  /** The coefficients of the polynomial that is 1 at one estimate and 0 at the others. */
  private static double[] basis(double[] lambdas, int order, int estimate) {
    double[] coefficients = new double[order];
    coefficients[0] = 1;
    double at = lambdas[0] - lambdas[estimate];
    for (int other = 0; other < order; other++) {
      if (other != estimate) {
        double zero = lambdas[0] - lambdas[other];
        for (int k = order - 1; k >= 0; k--) {
          double lower = k > 0 ? coefficients[k - 1] : 0;
          coefficients[k] = (lower - zero * coefficients[k]) / (at - zero);
        }
      }
    }
    return coefficients;
  }

  /** How many differ from those before them: rounded timesteps can coincide. */
  private static int distinct(double[] lambdas) {
    int distinct = 1;
    while (distinct < lambdas.length && lambdas[distinct] != lambdas[distinct - 1]) {
      distinct++;
    }
    return distinct;
  }
}
