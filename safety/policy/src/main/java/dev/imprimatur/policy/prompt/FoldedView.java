package dev.imprimatur.policy.prompt;

import com.ibm.icu.lang.UCharacter;
import java.util.Arrays;

/** The view in which case and typographic punctuation do not count. */
final class FoldedView {
  static final String NAME = "folded";

  private FoldedView() {}

  static PromptView of(String text) {
    var folded = new StringBuilder(text.length());
    int[] origins = new int[text.length() + 1];
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      int start = folded.length();
      folded.append(UCharacter.foldCase(plainPunctuation(character), true));
      if (folded.length() >= origins.length) {
        origins = Arrays.copyOf(origins, 2 * folded.length() + 1);
      }
      Arrays.fill(origins, start, folded.length(), at);
      at += Character.charCount(character);
    }
    origins[folded.length()] = text.length();
    return new PromptView(NAME, folded.toString(), Arrays.copyOf(origins, folded.length() + 1));
  }

  private static String plainPunctuation(int character) {
    return switch (character) {
      case 0x2018, 0x2019, 0x02BC -> "'";
      case 0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB -> "\"";
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014 -> "-";
      default -> Character.toString(character);
    };
  }
}
