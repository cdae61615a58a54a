package dev.imprimatur.diffusion.scheduler;

/**
 * The weights of a step of DPM-Solver++ from one noise level to the next.
 *
 * <p>With h the growth of lambda over the step, H = h, or 2h in the stochastic form, and phi = 1 -
 * e^-H: the sample weighs noise_next / noise_here, times e^-h in the stochastic form, where new
 * noise weighs noise_next * sqrt(phi). With m the estimates, latest first, r their distances in
 * lambda over h, and D1 and D2 the first and second divided differences, the rest is
 *
 * <pre>
 * signal_next * (phi * m0 + phi / 2 * D1)                               second order, midpoint
 * signal_next * (phi * m0 + (1 - phi / H) * D1)                         second order, Heun
 * signal_next * (phi * m0 + (1 - phi / h) * D1 + (1/2 - (h - phi) / h^2) * D2)    third order
 * </pre>
 *
 * <p>The third order of the stochastic form has -1/2 - (H - phi) / H^2 in the last place, as
 * Diffusers has.
 *
 * @param here the level of the sample
 * @param next the level after the step
 * @param midpoint which of the second-order solvers
 */
record DpmSolverWeights(NoiseLevel here, NoiseLevel next, boolean midpoint) {

  /**
   * Of the sample, the new noise and the estimates, latest first.
   *
   * @param lambdas at the estimates; as many as the order
   */
  double[] of(double[] lambdas, boolean stochastic) {
    double h = next.lambda() - lambdas[0];
    if (h == 0) {
      return new double[] {1};
    }
    double reach = stochastic ? 2 * h : h;
    double phi = -StrictMath.expm1(-reach);
    double kept = next.noise() / here.noise() * (stochastic ? StrictMath.exp(-h) : 1);
    double drawn = stochastic ? next.noise() * Math.sqrt(phi) : 0;
    double slope = next.signal() * (1 - phi / reach);
    double first = next.signal() * phi;
    double bend = bend(reach, phi, stochastic);
    return switch (distinct(lambdas)) {
      case 1 -> new double[] {kept, drawn, first};
      case 2 -> {
        double part = (midpoint ? first / 2 : slope) * h / (lambdas[0] - lambdas[1]);
        yield new double[] {kept, drawn, first + part, -part};
      }
      default -> {
        double r0 = (lambdas[0] - lambdas[1]) / h;
        double r1 = (lambdas[1] - lambdas[2]) / h;
        double later = (slope + (slope * r0 + bend) / (r0 + r1)) / r0;
        double earlier = -(slope * r0 + bend) / (r0 + r1) / r1;
        yield new double[] {kept, drawn, first + later, earlier - later, -earlier};
      }
    };
  }

  /**
   * Of a step that starts anew from the first sample of its group, which {@link #here} is the level
   * of, with the estimates since then, the first one first. D1 and D2 are the derivatives there;
   * the third order's midpoint form has the slope to the latest estimate for D1, and no D2.
   *
   * @param lambdas at the estimates; as many as the order
   */
  double[] ofSinglestep(double[] lambdas, boolean stochastic) {
    if (lambdas.length < 3) {
      return of(lambdas, stochastic);
    }
    double h = next.lambda() - lambdas[0];
    double reach = stochastic ? 2 * h : h;
    double phi = -StrictMath.expm1(-reach);
    double[] start = of(new double[] {lambdas[0]}, stochastic);
    double slope = next.signal() * (1 - phi / reach);
    double bend = 2 * bend(reach, phi, stochastic);
    double r0 = (lambdas[2] - lambdas[0]) / h;
    double r1 = (lambdas[1] - lambdas[0]) / h;
    double middle = midpoint ? 0 : (slope * r0 - bend) / (r0 - r1) / r1;
    double latest = midpoint ? slope / r0 : (bend - slope * r1) / (r0 - r1) / r0;
    return new double[] {start[0], start[1], start[2] - middle - latest, middle, latest};
  }

  private double bend(double reach, double phi, boolean stochastic) {
    return next.signal() * ((stochastic ? -0.5 : 0.5) - (reach - phi) / (reach * reach));
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
