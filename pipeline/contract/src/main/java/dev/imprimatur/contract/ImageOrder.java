package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;

import java.util.List;

/**
 * One picture of an order. Pictures of one order may have different prompts, because rewriting
 * spreads a target distribution over them.
 *
 * @param index position in the order, from 0
 * @param prompt the text to draw, rewritten and approved
 * @param weights of its words that count more or less; empty where all count alike
 * @param seed names the noise stream; 0 to 2^53 - 1, so that every JSON reader keeps it exact
 */
public record ImageOrder(int index, String prompt, List<WordWeight> weights, long seed) {
  /** The largest seed: the last integer that a JSON number keeps exact everywhere. */
  public static final long MAXIMUM_SEED = (1L << 53) - 1;

  public ImageOrder {
    require(index >= 0, "index must not be negative");
    weights = WordWeight.checked(weights, prompt);
    require(seed >= 0 && seed <= MAXIMUM_SEED, "seed must be between 0 and 2^53 - 1");
  }

  @Override
  public String toString() {
    return "ImageOrder[index=%d, seed=%d]".formatted(index, seed);
  }
}
