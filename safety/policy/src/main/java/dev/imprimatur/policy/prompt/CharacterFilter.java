package dev.imprimatur.policy.prompt;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** The cleaning steps that look at one character at a time. */
final class CharacterFilter {
  private static final int REPLACEMENT = 0xFFFD;

  private CharacterFilter() {}

  /** Half a surrogate pair is no character; it becomes U+FFFD. */
  static Cleaned replaceLoneSurrogates(String text) {
    var kept = new StringBuilder(text.length());
    int touched = 0;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      boolean lone = Character.getType(character) == Character.SURROGATE;
      kept.appendCodePoint(lone ? REPLACEMENT : character);
      touched += lone ? 1 : 0;
      at += Character.charCount(character);
    }
    return Cleaned.of(kept.toString(), touched, "broken characters replaced");
  }

  /** Drops what a reader cannot see: default-ignorable and control characters. */
  static Cleaned dropInvisible(String text) {
    var kept = new StringBuilder(text.length());
    int touched = 0;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      if (isInvisible(character)) {
        touched++;
      } else {
        kept.appendCodePoint(character);
      }
      at += Character.charCount(character);
    }
    return Cleaned.of(kept.toString(), touched, "invisible characters removed");
  }

  /** Runs of white space become one space; none is left at the ends. */
  static Cleaned collapseSpace(String text) {
    var kept = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      if (!UCharacter.isUWhiteSpace(character)) {
        kept.appendCodePoint(character);
      } else if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
        kept.append(' ');
      }
      at += Character.charCount(character);
    }
    String collapsed = kept.toString().stripTrailing();
    int removed = text.length() - collapsed.length();
    if (removed == 0 && !collapsed.equals(text)) {
      return Cleaned.of(collapsed, 1, "or more kinds of white space replaced");
    }
    return Cleaned.of(collapsed, removed, "superfluous spaces removed");
  }

  private static boolean isInvisible(int character) {
    return UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
        || (UCharacter.isISOControl(character) && !UCharacter.isUWhiteSpace(character));
  }
}
