package dev.imprimatur.policy.model;

/**
 * From log-odds to calibrated probabilities (Platt 1999): for each output the logistic function of
 * a line through one model's log-odds or a plane through both. Slopes are never negative, so a
 * higher score never lowers a probability. Whether a prompt is unsafe at all also follows from what
 * the categories say together, since what is a little of several may be clearly none of the rest.
 *
 * @param ngramSlopes for the n-gram model alone
 * @param ngramOffsets for the n-gram model alone
 * @param jointNgramSlopes for the n-gram model beside the semantic heads
 * @param jointSemanticSlopes for the semantic heads beside the n-gram model
 * @param jointOffsets for both together
 * @param unionSlopes for the verdict on the whole prompt by both models: what the categories of the
 *     moderation API say together by the n-gram model, and by the semantic heads
 */
public record Calibration(
    float[] ngramSlopes,
    float[] ngramOffsets,
    float[] jointNgramSlopes,
    float[] jointSemanticSlopes,
    float[] jointOffsets,
    float[] unionSlopes) {
  private static final int UNSAFE = Outputs.COUNT - 1;
  private static final int MODELS = 2;

  public Calibration {
    checkSlopes(ngramSlopes);
    checkSlopes(jointNgramSlopes);
    checkSlopes(jointSemanticSlopes);
    checkLength(ngramOffsets, Outputs.COUNT);
    checkLength(jointOffsets, Outputs.COUNT);
    checkLength(unionSlopes, MODELS);
    checkSigns(unionSlopes);
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
      double logOdds =
          jointNgramSlopes[output] * ngram[output]
              + jointSemanticSlopes[output] * semantic[output]
              + jointOffsets[output];
      if (output == UNSAFE) {
        logOdds += unionSlopes[0] * union(ngram) + unionSlopes[1] * union(semantic);
      }
      probabilities[output] = logistic(logOdds);
    }
    return probabilities;
  }

  /** What the categories of the moderation API say together: the log of the sum of their odds. */
  public static double union(float[] logOdds) {
    double sum = 0;
    for (int output = 0; output < UNSAFE; output++) {
      if (Outputs.CATEGORIES.get(output).isOfModerationApi()) {
        sum += Math.exp(logOdds[output]);
      }
    }
    return Math.log(sum);
  }

  private static double logistic(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  private static void checkSlopes(float[] slopes) {
    checkLength(slopes, Outputs.COUNT);
    checkSigns(slopes);
  }

  private static void checkSigns(float[] slopes) {
    for (float slope : slopes) {
      if (!(slope >= 0)) {
        throw new IllegalArgumentException("the slopes of a calibration must not be negative");
      }
    }
  }

  private static void checkLength(float[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "a calibration needs one value an output, and of the union one a model");
    }
  }
}
