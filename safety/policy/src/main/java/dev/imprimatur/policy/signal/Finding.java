package dev.imprimatur.policy.signal;

/**
 * Something that a signal found in a text.
 *
 * @param start first position in the text, in UTF-16 units
 * @param end position after the last
 * @param label the category or marker it counts for
 * @param severity how grave it is
 * @param entry what was found: the list's term, or the person's id
 */
public record Finding(int start, int end, String label, Severity severity, String entry) {
  public Finding {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a finding must span at least one character");
    }
  }
}
