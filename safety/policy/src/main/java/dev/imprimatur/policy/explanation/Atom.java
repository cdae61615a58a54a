package dev.imprimatur.policy.explanation;

/**
 * What is left out as a whole: a word, or the words of something that was found.
 *
 * @param start first position in the normalised prompt, in UTF-16 units
 * @param end position after the last
 * @param listed whether a list's finding that mattered stands here
 */
record Atom(int start, int end, boolean listed) {
  boolean overlaps(int from, int to) {
    return start < to && from < end;
  }
}
