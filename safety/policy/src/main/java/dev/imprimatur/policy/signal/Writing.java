package dev.imprimatur.policy.signal;

import java.util.List;

/**
 * In what a text is written.
 *
 * @param language ISO 639-1, or {@code und} if it is not told or there is none
 * @param scripts ISO 15924 names of every script with letters in the text, sorted
 * @param mixesScripts whether one word has letters of several scripts
 * @param knownShare share of the letters that stand in words the models know, 0 to 1; 1 for a text
 *     without letters
 * @param disguises views of the prompt in which it reads as more words than as it stands, for
 *     example {@code plain}
 */
public record Writing(
    String language,
    List<String> scripts,
    boolean mixesScripts,
    double knownShare,
    List<String> disguises) {
  public Writing {
    scripts = List.copyOf(scripts);
    disguises = List.copyOf(disguises);
  }
}
