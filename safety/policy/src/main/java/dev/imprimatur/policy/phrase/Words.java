package dev.imprimatur.policy.phrase;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.ArrayList;
import java.util.List;

/** Cuts a view into words. */
public final class Words {
  private Words() {}

  /** The view's words in their order, placed in the prompt's own text. */
  public static List<Word> of(PromptView view) {
    var words = new ArrayList<Word>();
    String text = view.text();
    int start = -1;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      if (belongsToWord(character)) {
        start = start < 0 ? at : start;
      } else if (start >= 0) {
        words.add(word(view, start, at));
        start = -1;
      }
      at += Character.charCount(character);
    }
    if (start >= 0) {
      words.add(word(view, start, text.length()));
    }
    return words;
  }

  private static Word word(PromptView view, int start, int end) {
    int first = view.origin(start);
    return new Word(
        view.text().substring(start, end), first, Math.max(view.origin(end), first + 1));
  }

  private static boolean belongsToWord(int character) {
    return UCharacter.hasBinaryProperty(character, UProperty.ALPHABETIC)
        || UCharacter.isDigit(character)
        || switch (UCharacter.getType(character)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
  }
}
