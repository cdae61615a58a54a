package dev.imprimatur.policy.model;

/**
 * From log-odds to calibrated probabilities (Platt 1999): for each output the logistic function of
 * a line through one model's log-odds or a plane through both. Slopes are never negative, so a
 * higher score never lowers a probability.
 *
 * @param ngramSlopes for the n-gram model alone
 * @param ngramOffsets for the n-gram model alone
 * @param jointNgramSlopes for the n-gram model beside the semantic heads
 * @param jointSemanticSlopes for the semantic heads beside the n-gram model
 * @param jointOffsets for both together
 */
public record Calibration(
    float[] ngramSlopes,
    float[] ngramOffsets,
    float[] jointNgramSlopes,
    float[] jointSemanticSlopes,
    float[] jointOffsets) {
  public Calibration {
    checkSlopes(ngramSlopes);
    checkSlopes(jointNgramSlopes);
    checkSlopes(jointSemanticSlopes);
    checkLength(ngramOffsets);
    checkLength(jointOffsets);
  }

  /** Probabilities by the n-gram model alone. */
  public double[] probabilities(float[] ngram) {
    var probabilities = new double[Outputs.COUNT];
    for (int output = 0; output < Outputs.COUNT; output++) {
      probabilities[output] = logistic(ngramSlopes[output] * ngram[output] + ngramOffsets[output]);
    }
    return probabilities;
  }

  /** Probabilities by both models. */
  public double[] probabilities(float[] ngram, float[] semantic) {
    var probabilities = new double[Outputs.COUNT];
    for (int output = 0; output < Outputs.COUNT; output++) {
      probabilities[output] =
          logistic(
              jointNgramSlopes[output] * ngram[output]
                  + jointSemanticSlopes[output] * semantic[output]
                  + jointOffsets[output]);
    }
    return probabilities;
  }

  private static double logistic(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  private static void checkSlopes(float[] slopes) {
    checkLength(slopes);
    for (float slope : slopes) {
      if (!(slope >= 0)) {
        throw new IllegalArgumentException("the slopes of a calibration must not be negative");
      }
    }
  }

  private static void checkLength(float[] values) {
    if (values.length != Outputs.COUNT) {
      throw new IllegalArgumentException("a calibration needs one value an output");
    }
  }
}
