package dev.imprimatur.policy.prompt;

/** What came of reading a prompt that may weigh its words. */
public sealed interface WeightedReading {
  /** The words and their weights. */
  record Read(NormalisedPrompt prompt) implements WeightedReading {}

  /**
   * A weight cannot be taken as it is written.
   *
   * @param rule what it must be, for whoever wrote it; repeats nothing of the prompt but a number
   */
  record Defective(String rule) implements WeightedReading {}
}
