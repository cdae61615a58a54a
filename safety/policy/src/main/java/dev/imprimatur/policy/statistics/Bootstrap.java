package dev.imprimatur.policy.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Intervals by drawing counts again (Efron, 1979): the middle 95% of what a statistic comes to over
 * {@value #ROUNDS} draws. The seed is fixed, so the same counts always have the same interval.
 */
public final class Bootstrap {
  private static final int ROUNDS = 2_000;
  private static final double TAIL = 0.025;
  private static final long SEED = 19_79;

  private Bootstrap() {}

  /** Something that is computed of counted classes. */
  @FunctionalInterface
  public interface Statistic extends ToDoubleFunction<Shares> {}

  /** A statistic of counts. */
  public static Estimate of(List<Integer> counts, Statistic statistic) {
    var random = new SplittableRandom(SEED);
    Shares shares = Shares.of(counts);
    return estimate(
        statistic.applyAsDouble(shares),
        () -> statistic.applyAsDouble(Shares.of(again(counts, random))));
  }

  /**
   * A statistic of the truth behind readings; both the readings and the classifier's errors, which
   * were counted too, are drawn again.
   *
   * @param errors a row for each true class, a column for each read one; no row is empty
   */
  public static Estimate ofTruth(
      List<Integer> read, List<List<Integer>> errors, Statistic statistic) {
    var random = new SplittableRandom(SEED);
    return estimate(
        statistic.applyAsDouble(Misreading.of(errors).corrected(Shares.of(read))),
        () -> {
          var misreading = Misreading.of(errors.stream().map(row -> again(row, random)).toList());
          return statistic.applyAsDouble(misreading.corrected(Shares.of(again(read, random))));
        });
  }

  private static Estimate estimate(double value, DoubleSupplier draw) {
    double[] drawn = new double[ROUNDS];
    Arrays.setAll(drawn, round -> draw.getAsDouble());
    Arrays.sort(drawn);
    // Drawing again only adds distance to what lies on the target, so the value itself may be
    // lower.
    return new Estimate(
        value,
        Math.min(value, drawn[(int) (ROUNDS * TAIL)]),
        Math.max(value, drawn[(int) (ROUNDS * (1 - TAIL)) - 1]));
  }

  /** As many draws as were counted, each class with its share. */
  private static List<Integer> again(List<Integer> counts, SplittableRandom random) {
    int total = counts.stream().mapToInt(Integer::intValue).sum();
    int[] drawn = new int[counts.size()];
    for (int each = 0; each < total; each++) {
      int at = random.nextInt(total);
      int index = 0;
      while (at >= counts.get(index)) {
        at -= counts.get(index);
        index++;
      }
      drawn[index]++;
    }
    return IntStream.of(drawn).boxed().toList();
  }
}
