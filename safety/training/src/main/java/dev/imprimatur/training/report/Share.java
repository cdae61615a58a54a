package dev.imprimatur.training.report;

import java.util.Locale;

/**
 * A share that was counted.
 *
 * @param hits how many of them
 * @param all of how many
 */
public record Share(long hits, long all) {
  /** The 97.5th percentile of the normal distribution. */
  private static final double NORMAL = 1.959964;

  public Share {
    if (hits < 0 || hits > all) {
      throw new IllegalArgumentException("there cannot be " + hits + " of " + all);
    }
  }

  /** Hits of all, 0 to 1; not a number if there are none. */
  public double value() {
    return (double) hits / all;
  }

  /** The lower end of the 95% interval of Wilson 1927. */
  public double low() {
    return centre() - margin();
  }

  /** The upper end of the 95% interval of Wilson 1927. */
  public double high() {
    return centre() + margin();
  }

  private double centre() {
    return (value() + NORMAL * NORMAL / (2 * all)) / (1 + NORMAL * NORMAL / all);
  }

  private double margin() {
    double spread = value() * (1 - value()) / all + NORMAL * NORMAL / (4.0 * all * all);
    return NORMAL * Math.sqrt(spread) / (1 + NORMAL * NORMAL / all);
  }

  /** For tables, for example {@code .87 (.81-.91)}. */
  @Override
  public String toString() {
    return all == 0 ? "-" : number(value()) + " (" + number(low()) + "-" + number(high()) + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
