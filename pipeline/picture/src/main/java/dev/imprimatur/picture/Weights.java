package dev.imprimatur.picture;

/**
 * What the source pixels count for each new pixel along one side.
 *
 * @param firsts the first source pixel that counts, for each new one
 * @param weights in 22 bits of fixed point, for each new pixel from its first source pixel on
 */
record Weights(int[] firsts, int[][] weights) {
  private static final double ONE = 1 << 22;

  /**
   * The weights between two lengths.
   *
   * @param from source pixels
   * @param to new pixels
   */
  static Weights of(Resampling resampling, int from, int to) {
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    double support = resampling.support() * stretch;
    int[] firsts = new int[to];
    int[][] weights = new int[to][];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max((int) (centre - support + 0.5), 0);
      int end = Math.min((int) (centre + support + 0.5), from);
      firsts[i] = first;
      weights[i] = fixed(resampling, first, end, centre, 1 / stretch);
    }
    return new Weights(firsts, weights);
  }

  int first(int index) {
    return firsts[index];
  }

  int[] of(int index) {
    return weights[index];
  }

  private static int[] fixed(
      Resampling resampling, int first, int end, double centre, double shrink) {
    double[] weights = new double[end - first];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = resampling.weight((i + first - centre + 0.5) * shrink);
      sum += weights[i];
    }
    int[] fixed = new int[weights.length];
    for (int i = 0; i < fixed.length; i++) {
      double share = sum == 0 ? weights[i] : weights[i] / sum;
      fixed[i] = (int) (share * ONE + (share < 0 ? -0.5 : 0.5));
    }
    return fixed;
  }
}
