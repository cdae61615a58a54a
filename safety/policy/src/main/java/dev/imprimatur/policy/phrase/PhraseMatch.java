package dev.imprimatur.policy.phrase;

/**
 * A phrase found in a prompt.
 *
 * @param entry what the phrase stands for
 * @param firstWord the index of its first word
 * @param words how many words it has, at least 1
 * @param start its first position in the prompt's text, in UTF-16 units
 * @param end the position after its last
 */
public record PhraseMatch<E>(E entry, int firstWord, int words, int start, int end) {
  /** The index of the word after the phrase. */
  public int nextWord() {
    return firstWord + words;
  }
}
