package dev.imprimatur.diffusion.scheduler;

/**
 * Quantiles of a symmetric beta distribution, found by bisection of the power series of the
 * incomplete beta function (Abramowitz and Stegun, 1964, 26.5.4), which is quick below one half.
 */
final class BetaQuantile {
  private static final int TERMS = 80;
  private static final int HALVINGS = 80;

  private final double shape;
  private final double whole;

  /**
   * A distribution.
   *
   * @param shape both of its parameters, above 0
   */
  BetaQuantile(double shape) {
    this.shape = shape;
    this.whole = 2 * incomplete(0.5);
  }

  /** The number that a share of the distribution lies below. */
  double at(double share) {
    if (share > 0.5) {
      return 1 - at(1 - share);
    }
    double low = 0;
    double high = 0.5;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (incomplete(middle) < share * whole) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return share == 0 ? 0 : (low + high) / 2;
  }

  /** The integral of (t * (1 - t))^(shape - 1) from 0 to {@code x}, at most one half. */
  private double incomplete(double x) {
    double term = 1;
    double sum = 0;
    for (int n = 0; n < TERMS; n++) {
      sum += term / (shape + n);
      term *= (n + 1 - shape) / (n + 1) * x;
    }
    return StrictMath.pow(x, shape) * sum;
  }
}
