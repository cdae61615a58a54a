package dev.imprimatur.policy.prompt;

import com.ibm.icu.lang.UCharacter;

/** Cuts stacks of combining marks to the height that Unicode's Stream-Safe Text Format allows. */
final class MarkStacks {
  /** Marks on one base character (UAX 15, section 13). */
  static final int LIMIT = 30;

  private MarkStacks() {}

  static Cleaned cut(String text) {
    var kept = new StringBuilder(text.length());
    int height = 0;
    int touched = 0;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      height = UCharacter.getCombiningClass(character) == 0 ? 0 : height + 1;
      if (height > LIMIT) {
        touched++;
      } else {
        kept.appendCodePoint(character);
      }
      at += Character.charCount(character);
    }
    return Cleaned.of(kept.toString(), touched, "stacked marks removed");
  }
}
