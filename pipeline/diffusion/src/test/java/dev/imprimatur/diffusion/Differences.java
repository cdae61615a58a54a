package dev.imprimatur.diffusion;

/** How far numbers are from their reference. */
public final class Differences {
  private Differences() {}

  /** Euclidean norm of the difference over that of the reference. */
  public static double relative(float[] actual, float[] reference) {
    if (actual.length != reference.length) {
      throw new AssertionError(actual.length + " numbers instead of " + reference.length);
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < actual.length; i++) {
      difference += Math.pow((double) actual[i] - reference[i], 2);
      norm += Math.pow(reference[i], 2);
    }
    return Math.sqrt(difference / norm);
  }
}
