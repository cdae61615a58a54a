package dev.imprimatur.policy.model;

import dev.imprimatur.policy.phrase.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells which letters of drawn-out words were double before: of "peooople" and "beeeer", cut to two
 * letters each, it makes "people" and "beer". The most frequent known spelling is taken.
 */
final class Spelling {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /** More double letters than this has no word; later ones stay. */
  private static final int DOUBLES = 5;

  private final Lexicon lexicon;

  Spelling(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  Reading of(Reading reading) {
    List<Word> words =
        reading.words().stream()
            .map(word -> new Word(spelt(word.text()), word.start(), word.end()))
            .toList();
    return new Reading(
        WORD.matcher(reading.text()).replaceAll(match -> spelt(match.group())), words);
  }

  private String spelt(String word) {
    List<Integer> doubles = doubles(word);
    String best = word;
    double least = lexicon.cost(word);
    for (int single = 1; single < 1 << doubles.size(); single++) {
      var variant = new StringBuilder(word);
      for (int index = doubles.size() - 1; index >= 0; index--) {
        if ((single >> index & 1) == 1) {
          variant.deleteCharAt(doubles.get(index));
        }
      }
      double cost = lexicon.cost(variant.toString());
      if (cost < least) {
        least = cost;
        best = variant.toString();
      }
    }
    return best;
  }

  private static List<Integer> doubles(String word) {
    var doubles = new ArrayList<Integer>();
    for (int at = 1; at < word.length() && doubles.size() < DOUBLES; at++) {
      if (word.charAt(at) == word.charAt(at - 1)) {
        doubles.add(at);
      }
    }
    return doubles;
  }
}
