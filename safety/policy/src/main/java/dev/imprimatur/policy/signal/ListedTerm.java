package dev.imprimatur.policy.signal;

/**
 * An entry of a term list.
 *
 * @param term one or more words
 * @param category what it counts for
 * @param severity how grave it is by itself
 */
public record ListedTerm(String term, Category category, Severity severity) {
  public ListedTerm {
    if (term.isBlank()) {
      throw new IllegalArgumentException("a term must not be blank");
    }
  }
}
