package dev.imprimatur.diffusion.conditioning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Makes words count more or less: their hidden states are multiplied by their weights, then all
 * states by one factor that brings their mean back to what it was.
 */
final class Emphasis {
  private Emphasis() {}

  /**
   * The states with emphasis; the same object where every weight is 1.
   *
   * @param hidden states [1, tokens, width]
   * @param weights one for each token
   */
  static NDArray apply(NDArray hidden, float[] weights) {
    boolean plain = true;
    for (float weight : weights) {
      plain &= weight == 1;
    }
    if (plain) {
      return hidden;
    }
    NDArray factors = hidden.getManager().create(weights, new Shape(1, weights.length, 1));
    NDArray weighted = hidden.mul(factors);
    return weighted.mul(hidden.mean().div(weighted.mean()));
  }
}
