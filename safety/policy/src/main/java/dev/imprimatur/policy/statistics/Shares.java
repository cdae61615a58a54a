package dev.imprimatur.policy.statistics;

import java.util.List;

/**
 * How often each of some classes comes.
 *
 * @param values 0 to 1 each, 1 together
 */
public record Shares(List<Double> values) {
  private static final double ROUNDING = 1e-9;

  public Shares {
    values = List.copyOf(values);
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > ROUNDING || values.stream().anyMatch(share -> !(share >= 0))) {
      throw new IllegalArgumentException("shares must be 0 or more and 1 together: " + values);
    }
  }

  /** The shares of counts, of which one must be above 0. */
  public static Shares of(List<Integer> counts) {
    double total = counts.stream().mapToInt(Integer::intValue).sum();
    return new Shares(counts.stream().map(count -> count / total).toList());
  }

  /** Total variation: half the sum of what the shares differ by, 0 to 1. */
  public double totalVariation(Shares target) {
    double sum = 0;
    for (int index = 0; index < values.size(); index++) {
      sum += Math.abs(values.get(index) - target.values.get(index));
    }
    return sum / 2;
  }

  /** The largest difference of a share from its target, 0 to 1. */
  public double largestGap(Shares target) {
    double largest = 0;
    for (int index = 0; index < values.size(); index++) {
      largest = Math.max(largest, Math.abs(values.get(index) - target.values.get(index)));
    }
    return largest;
  }

  /**
   * The divergence of Kullback and Leibler (1951) of these shares from a target, in nats; what does
   * not come adds nothing.
   *
   * @param target above 0 everywhere
   */
  public double divergence(Shares target) {
    double sum = 0;
    for (int index = 0; index < values.size(); index++) {
      double share = values.get(index);
      sum += share == 0 ? 0 : share * Math.log(share / target.values.get(index));
    }
    return Math.max(0, sum);
  }
}
