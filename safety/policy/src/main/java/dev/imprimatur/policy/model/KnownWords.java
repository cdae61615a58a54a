package dev.imprimatur.policy.model;

import dev.imprimatur.policy.encoding.WordPieces;
import dev.imprimatur.policy.phrase.Word;
import java.util.List;

/** How much of a text is words that the sentence encoder knows, or that the models have read. */
final class KnownWords {
  /** Single letters and pairs are in every vocabulary, so they show nothing. */
  private static final int SHORTEST = 3;

  private final WordPieces vocabulary;
  private final Lexicon lexicon;

  KnownWords(WordPieces vocabulary, Lexicon lexicon) {
    this.vocabulary = vocabulary;
    this.lexicon = lexicon;
  }

  /** Whether a word is known and long enough to show something. */
  boolean knows(Word word) {
    return word.text().length() >= SHORTEST
        && (vocabulary.knows(word.text()) || lexicon.knows(word.text()));
  }

  /** The share of letters that stand in known words, 0 to 1; numbers aside; 1 without letters. */
  double share(List<Word> words) {
    int known = 0;
    int all = 0;
    for (Word word : words) {
      if (word.text().codePoints().anyMatch(Character::isLetter)) {
        int length = word.text().length();
        all += length;
        known += knows(word) ? length : 0;
      }
    }
    return all == 0 ? 1 : (double) known / all;
  }
}
