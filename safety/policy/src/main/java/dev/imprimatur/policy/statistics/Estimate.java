package dev.imprimatur.policy.statistics;

/**
 * A measured number with its interval of 95% confidence.
 *
 * @param value what was measured
 * @param low the interval's lower end
 * @param high the interval's upper end
 */
public record Estimate(double value, double low, double high) {
  /** The quantile of the normal distribution for 95%. */
  private static final double Z = 1.959964;

  /**
   * A share with the interval of Wilson (1927), which also holds where nothing or all was counted.
   *
   * @param count of {@code total}
   * @param total at least 1
   */
  public static Estimate share(int count, int total) {
    double share = (double) count / total;
    double shrink = 1 + Z * Z / total;
    double middle = (share + Z * Z / (2 * total)) / shrink;
    double half =
        Z / shrink * Math.sqrt(share * (1 - share) / total + Z * Z / (4.0 * total * total));
    return new Estimate(share, count == 0 ? 0 : middle - half, count == total ? 1 : middle + half);
  }
}
