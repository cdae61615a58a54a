package dev.imprimatur.policy.prompt;

/**
 * A stretch of a prompt that counts more or less when it is drawn.
 *
 * @param start in UTF-16 units of the prompt's text
 * @param end the unit after the last
 * @param weight {@value #LEAST} to {@value #MOST}; the rest of the prompt has 1
 */
public record PromptWeight(int start, int end, double weight) {
  /** The least that words can weigh. */
  public static final double LEAST = 0.05;

  /** The most that words can weigh, in nested brackets as well. */
  public static final double MOST = 3;

  public PromptWeight {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a weight needs words that it weighs");
    }
    if (!(weight >= LEAST && weight <= MOST)) {
      throw new IllegalArgumentException("weight must be between " + LEAST + " and " + MOST);
    }
  }
}
