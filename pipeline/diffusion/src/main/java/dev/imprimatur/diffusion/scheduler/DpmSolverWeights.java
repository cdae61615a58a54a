package dev.imprimatur.diffusion.scheduler;

/**
 * The weights of a step of DPM-Solver from one noise level to the next.
 *
 * <p>With h the growth of lambda over the step, the equations of the clean latent have z = -h, or
 * -2h in the stochastic form, and the scale -signal_next; those of the noise have z = h and the
 * scale -noise_next, or twice that. With m the estimates, latest first, r their distances in lambda
 * over h, and D1 and D2 the first and second divided differences, the estimates add
 *
 * <pre>
 * scale * (expm1(z) * m0 + expm1(z) / 2 * D1)                            second order, midpoint
 * scale * (expm1(z) * m0 + (expm1(z) / z - 1) * D1)                      second order, Heun
 * scale * (expm1(z) * m0 + (expm1(z) / z - 1) * D1
 *     + ((expm1(z) - z) / z^2 - 1/2) * D2)                               third order
 * </pre>
 *
 * <p>The sample weighs noise_next / noise_here, times e^-h in the stochastic form, or signal_next /
 * signal_here; new noise weighs noise_next * sqrt(|expm1(-2h)|), or with the equations of the noise
 * noise_next * sqrt(expm1(2h)). The stochastic form of the third order of the clean latent has 1/2
 * with the other sign, as Diffusers has.
 *
 * @param here the level of the sample
 * @param next the level after the step
 * @param algorithm which of the equations
 * @param midpoint which of the second-order solvers
 */
record DpmSolverWeights(
    NoiseLevel here, NoiseLevel next, DpmSolverAlgorithm algorithm, boolean midpoint) {

  /**
   * Of the sample, the new noise and the estimates, latest first.
   *
   * @param lambdas at the estimates; as many as the order
   */
  double[] of(double[] lambdas) {
    double h = next.lambda() - lambdas[0];
    if (h == 0) {
      return new double[] {1};
    }
    double z = reach(h);
    double kept = kept(h);
    double drawn = drawn(h);
    double first = scale() * StrictMath.expm1(z);
    double slope = slope(z);
    return switch (distinct(lambdas)) {
      case 1 -> new double[] {kept, drawn, first};
      case 2 -> {
        double part = (midpoint ? first / 2 : slope) * h / (lambdas[0] - lambdas[1]);
        yield new double[] {kept, drawn, first + part, -part};
      }
      default -> {
        double r0 = (lambdas[0] - lambdas[1]) / h;
        double r1 = (lambdas[1] - lambdas[2]) / h;
        double bend = bend(z);
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
  double[] ofSinglestep(double[] lambdas) {
    if (lambdas.length < 3) {
      return of(lambdas);
    }
    double h = next.lambda() - lambdas[0];
    double[] start = of(new double[] {lambdas[0]});
    double slope = slope(reach(h));
    double bend = 2 * bend(reach(h));
    double r0 = (lambdas[2] - lambdas[0]) / h;
    double r1 = (lambdas[1] - lambdas[0]) / h;
    double middle = midpoint ? 0 : (slope * r0 - bend) / (r0 - r1) / r1;
    double latest = midpoint ? slope / r0 : (bend - slope * r1) / (r0 - r1) / r0;
    return new double[] {start[0], start[1], start[2] - middle - latest, middle, latest};
  }

  private double reach(double h) {
    return switch (algorithm) {
      case DENOISED -> -h;
      case STOCHASTIC_DENOISED -> -2 * h;
      case NOISE, STOCHASTIC_NOISE -> h;
    };
  }

  private double scale() {
    return switch (algorithm) {
      case DENOISED, STOCHASTIC_DENOISED -> -next.signal();
      case NOISE -> -next.noise();
      case STOCHASTIC_NOISE -> -2 * next.noise();
    };
  }

  private double kept(double h) {
    return switch (algorithm) {
      case DENOISED -> next.noise() / here.noise();
      case STOCHASTIC_DENOISED -> next.noise() / here.noise() * StrictMath.exp(-h);
      case NOISE, STOCHASTIC_NOISE -> next.signal() / here.signal();
    };
  }

  /** None where the level rises, as after the least noise of a spread. */
  private double drawn(double h) {
    return switch (algorithm) {
      case DENOISED, NOISE -> 0;
      case STOCHASTIC_DENOISED -> next.noise() * Math.sqrt(Math.max(-StrictMath.expm1(-2 * h), 0));
      case STOCHASTIC_NOISE -> next.noise() * Math.sqrt(Math.max(StrictMath.expm1(2 * h), 0));
    };
  }

  private double slope(double z) {
    return scale() * (StrictMath.expm1(z) / z - 1);
  }

  private double bend(double z) {
    double half = algorithm == DpmSolverAlgorithm.STOCHASTIC_DENOISED ? -0.5 : 0.5;
    return scale() * ((StrictMath.expm1(z) - z) / (z * z) - half);
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
