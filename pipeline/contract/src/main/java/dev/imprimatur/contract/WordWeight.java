package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;

import java.util.List;

/**
 * Words of a prompt that count more or less.
 *
 * @param start of the words in the prompt, in UTF-16 units
 * @param end the unit after the last
 * @param weight {@value #LEAST} to {@value #MOST}; the rest of the prompt has 1
 */
public record WordWeight(int start, int end, double weight) {
  /** The least that words can weigh. */
  public static final double LEAST = 0.05;

  /** The most that words can weigh. */
  public static final double MOST = 3;

  public WordWeight {
    require(start >= 0 && start < end, "a weight must have words");
    require(weight >= LEAST && weight <= MOST, "weight must be between 0.05 and 3");
  }

  /** Weights of a prompt stand in their order, beside each other and inside of it. */
  static List<WordWeight> checked(List<WordWeight> weights, String prompt) {
    int before = 0;
    for (WordWeight weight : weights) {
      require(
          weight.start() >= before && weight.end() <= prompt.length(),
          "weights must be in order and inside the prompt");
      before = weight.end();
    }
    return List.copyOf(weights);
  }
}
