package dev.imprimatur.policy.phrase;

import com.ibm.icu.text.Transliterator;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words of other scripts in Latin letters, as ICU's transforms write them, so that a name is found
 * in whatever script it stands.
 */
public final class Romanised {
  private static final Transliterator LATIN =
      Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower()");

  private static final Pattern OTHER_SCRIPT = Pattern.compile("[\\p{L}&&[^\\p{IsLatin}]]");
  private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]");

  /** Chinese names have up to four characters, each of which is a word of its own. */
  private static final int LONGEST_NAME = 4;

  private Romanised() {}

  /**
   * The view's words in Latin letters, and after each word that it makes with those that follow
   * when they are written as one; nothing where every letter of the view is Latin.
   */
  public static List<List<Word>> of(PromptView view) {
    if (!OTHER_SCRIPT.matcher(view.text()).find()) {
      return List.of();
    }
    List<Word> words = Words.of(view).stream().map(Romanised::latin).toList();
    var readings = new ArrayList<List<Word>>();
    readings.add(words);
    for (int length = 2; length <= LONGEST_NAME; length++) {
      readings.add(joined(words, length));
    }
    return readings;
  }

  private static List<Word> joined(List<Word> words, int length) {
    var joined = new ArrayList<Word>();
    for (int first = 0; first + length <= words.size(); first++) {
      List<Word> run = words.subList(first, first + length);
      var text = new StringBuilder();
      run.forEach(word -> text.append(word.text()));
      joined.add(new Word(text.toString(), run.getFirst().start(), run.getLast().end()));
    }
    return joined;
  }

  private static Word latin(Word word) {
    String letters = NO_LETTER.matcher(LATIN.transliterate(word.text())).replaceAll("");
    return new Word(letters, word.start(), word.end());
  }
}
