package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.statistics.Bootstrap;
import dev.imprimatur.policy.statistics.Estimate;
import dev.imprimatur.policy.statistics.Misreading;
import dev.imprimatur.policy.statistics.Shares;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was read off some pictures on one axis.
 *
 * @param counts pictures of each class
 * @param shares of them, with Wilson's interval
 * @param totalVariation from the target, with a bootstrap interval
 * @param divergence of Kullback and Leibler from the target, in nats, with a bootstrap interval
 * @param largestGap of a share from its target, 0 to 1
 * @param corrected what the pictures are likely to show, the classifier's errors taken out
 */
public record Measurement(
    List<Integer> counts,
    List<Estimate> shares,
    Estimate totalVariation,
    Estimate divergence,
    double largestGap,
    Corrected corrected) {
  public Measurement {
    counts = List.copyOf(counts);
    shares = List.copyOf(shares);
  }

  /**
   * The truth behind the readings, by Rogan and Gladen's correction, with bootstrap intervals.
   *
   * @param shares of each class
   * @param totalVariation from the target
   * @param largestGap of a share from its target, 0 to 1
   */
  public record Corrected(List<Estimate> shares, Estimate totalVariation, double largestGap) {
    public Corrected {
      shares = List.copyOf(shares);
    }
  }

  static Measurement of(List<Integer> counts, Shares target, List<List<Integer>> errors) {
    int total = counts.stream().mapToInt(Integer::intValue).sum();
    return new Measurement(
        counts,
        counts.stream().map(count -> Estimate.share(count, total)).toList(),
        Bootstrap.of(counts, shares -> shares.totalVariation(target)),
        Bootstrap.of(counts, shares -> shares.divergence(target)),
        Shares.of(counts).largestGap(target),
        corrected(counts, target, errors));
  }

  private static Corrected corrected(
      List<Integer> counts, Shares target, List<List<Integer>> errors) {
    return new Corrected(
        IntStream.range(0, counts.size())
            .mapToObj(at -> Bootstrap.ofTruth(counts, errors, shares -> shares.values().get(at)))
            .toList(),
        Bootstrap.ofTruth(counts, errors, shares -> shares.totalVariation(target)),
        Misreading.of(errors).corrected(Shares.of(counts)).largestGap(target));
  }
}
