package dev.imprimatur.policy.model;

import dev.imprimatur.policy.phrase.Word;
import java.util.List;

/**
 * A linear model over {@link NgramFeatures}, with weights of 8 bits.
 *
 * @param weights for each bucket one for each output, in units of the output's scale
 * @param scales for each output
 * @param biases for each output
 */
public record NgramModel(byte[] weights, float[] scales, float[] biases) {
  public NgramModel {
    int buckets = weights.length / Outputs.COUNT;
    if (weights.length % Outputs.COUNT != 0 || Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("an n-gram model needs a power of two of buckets");
    }
    if (scales.length != Outputs.COUNT || biases.length != Outputs.COUNT) {
      throw new IllegalArgumentException("an n-gram model needs one scale and bias an output");
    }
  }

  /** How many buckets words are hashed into. */
  public int buckets() {
    return weights.length / Outputs.COUNT;
  }

  /** The log-odds of each output. */
  public float[] logits(List<Word> words) {
    var sums = new int[Outputs.COUNT];
    for (int bucket : NgramFeatures.of(words, buckets())) {
      int row = bucket * Outputs.COUNT;
      for (int output = 0; output < Outputs.COUNT; output++) {
        sums[output] += weights[row + output];
      }
    }
    var logits = new float[Outputs.COUNT];
    for (int output = 0; output < Outputs.COUNT; output++) {
      logits[output] = biases[output] + scales[output] * sums[output];
    }
    return logits;
  }
}
