package dev.imprimatur.policy.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier makes of each true class, and what the truth behind its readings is likely to
 * be. Rogan and Gladen ("Estimating prevalence from the results of a screening test", 1978) correct
 * a share q of positive readings to (q + specificity - 1) / (sensitivity + specificity - 1); for
 * more than two classes the same is q = M' p, solved for p. What comes out below 0 is set to 0, and
 * the rest scaled.
 */
public final class Misreading {
  private static final double SINGULAR = 1e-6;

  private final double[][] rates;

  private Misreading(double[][] rates) {
    this.rates = rates;
  }

  /**
   * The rates of counted readings.
   *
   * @param counts a row for each true class, a column for each read one; no row is empty
   */
  public static Misreading of(List<List<Integer>> counts) {
    double[][] rates = new double[counts.size()][];
    for (int truth = 0; truth < rates.length; truth++) {
      rates[truth] =
          Shares.of(counts.get(truth)).values().stream().mapToDouble(Double::doubleValue).toArray();
    }
    return new Misreading(rates);
  }

  /** What would be read if the truth had these shares. */
  public Shares expected(Shares truth) {
    double[] read = new double[rates.length];
    for (int from = 0; from < rates.length; from++) {
      for (int to = 0; to < rates.length; to++) {
        read[to] += truth.values().get(from) * rates[from][to];
      }
    }
    return scaled(read);
  }

  /** The truth that these readings speak for; the readings themselves if they speak for none. */
  public Shares corrected(Shares read) {
    int classes = rates.length;
    double[][] system = new double[classes][classes + 1];
    for (int to = 0; to < classes; to++) {
      for (int from = 0; from < classes; from++) {
        system[to][from] = rates[from][to];
      }
      system[to][classes] = read.values().get(to);
    }
    return eliminate(system) ? scaled(solution(system)) : read;
  }

  /** Gauss and Jordan's elimination with the largest pivot; false where there is no solution. */
  private static boolean eliminate(double[][] system) {
    for (int column = 0; column < system.length; column++) {
      int pivot = column;
      for (int row = column + 1; row < system.length; row++) {
        if (Math.abs(system[row][column]) > Math.abs(system[pivot][column])) {
          pivot = row;
        }
      }
      if (Math.abs(system[pivot][column]) < SINGULAR) {
        return false;
      }
      double[] kept = system[column];
      system[column] = system[pivot];
      system[pivot] = kept;
      clear(system, column);
    }
    return true;
  }

  private static void clear(double[][] system, int column) {
    for (int row = 0; row < system.length; row++) {
      double factor = system[row][column] / system[column][column];
      for (int at = column; row != column && at <= system.length; at++) {
        system[row][at] -= factor * system[column][at];
      }
    }
  }

  private static double[] solution(double[][] system) {
    return IntStream.range(0, system.length)
        .mapToDouble(row -> system[row][system.length] / system[row][row])
        .toArray();
  }

  private static Shares scaled(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += Math.max(0, value);
    }
    var shares = new ArrayList<Double>();
    for (double value : values) {
      shares.add(Math.max(0, value) / sum);
    }
    return new Shares(shares);
  }
}
