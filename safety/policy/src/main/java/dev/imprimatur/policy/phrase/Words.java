package dev.imprimatur.policy.phrase;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a view into words. Chinese and Japanese, which do not part words, are cut into characters,
 * so that a phrase is found inside a sentence.
 */
public final class Words {
  private Words() {}

  /** The view's words in their order, placed in the prompt's own text. */
  public static List<Word> of(PromptView view) {
    var words = new ArrayList<Word>();
    String text = view.text();
    int start = -1;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      boolean alone = standsAlone(character);
      boolean inside = !alone && belongsToWord(character);
      if (!inside && start >= 0) {
        words.add(word(view, start, at));
        start = -1;
      }
      if (alone) {
        words.add(word(view, at, at + Character.charCount(character)));
      } else if (inside && start < 0) {
        start = at;
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

  private static boolean standsAlone(int character) {
    return switch (UScript.getScript(character)) {
      case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA -> true;
      default -> false;
    };
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
