package dev.imprimatur.policy.explanation;

/**
 * Words that would have to be left out.
 *
 * @param start first position in the normalised prompt, in UTF-16 units
 * @param end position after the last
 * @param text what stands there
 */
public record Removal(int start, int end, String text) {
  /** Leaves out the words, so that none reaches a log file by accident. */
  @Override
  public String toString() {
    return "Removal[%d, %d]".formatted(start, end);
  }
}
