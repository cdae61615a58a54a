package dev.imprimatur.diffusion.scheduler;

import java.util.function.DoubleUnaryOperator;

/** How the variance that each training timestep adds grows. */
enum BetaSchedule {
  /** Linear from start to end. */
  LINEAR,
  /** The square of a linear growth. */
  SCALED_LINEAR,
  /** From a squared cosine (Nichol and Dhariwal, "Improved DDPM", 2021); no start, no end. */
  SQUAREDCOS_CAP_V2,
  /** From an exponential decay of the signal; no start, no end. */
  EXP;

  private static final double MAXIMUM_BETA = 0.999;

  float[] betas(double start, double end, int timesteps) {
    return switch (this) {
      case LINEAR -> Linspace.of((float) start, (float) end, timesteps);
      case SCALED_LINEAR -> {
        float[] roots = Linspace.of((float) Math.sqrt(start), (float) Math.sqrt(end), timesteps);
        for (int i = 0; i < timesteps; i++) {
          roots[i] *= roots[i];
        }
        yield roots;
      }
      case SQUAREDCOS_CAP_V2 ->
          decay(timesteps, t -> square(StrictMath.cos((t + 0.008) / 1.008 * StrictMath.PI / 2)));
      case EXP -> decay(timesteps, t -> StrictMath.exp(-12 * t));
    };
  }

  private static float[] decay(int timesteps, DoubleUnaryOperator signal) {
    float[] betas = new float[timesteps];
    for (int i = 0; i < timesteps; i++) {
      double before = signal.applyAsDouble((double) i / timesteps);
      double after = signal.applyAsDouble((i + 1.0) / timesteps);
      betas[i] = (float) Math.min(1 - after / before, MAXIMUM_BETA);
    }
    return betas;
  }

  private static double square(double value) {
    return value * value;
  }
}
