package dev.imprimatur.policy.prompt;

/**
 * The view in which digits and signs that stand for letters are those letters: "n4k3d". Where words
 * are written so, a 4 by itself is an a.
 */
final class LeetView {
  private static final String SIGNS = "0134578@$!|+";

  private LeetView() {}

  /**
   * @param one the letter that 1, ! and | stand for: i or l
   */
  static PromptView of(PromptView joined, char one) {
    String letters = "o" + one + "eastb" + "as" + one + one + "t";
    var builder = new ViewBuilder(joined);
    String text = joined.text();
    boolean disguised = false;
    for (int at = 0; at < text.length(); at++) {
      disguised |= SIGNS.indexOf(text.charAt(at)) >= 0 && isBetweenLetters(text, at);
    }
    for (int at = 0; at < text.length(); at++) {
      int sign = SIGNS.indexOf(text.charAt(at));
      boolean replaced = sign >= 0 && (isPartOfWord(text, at) || (disguised && isWord(text, at)));
      builder.append(replaced ? letters.substring(sign, sign + 1) : text.substring(at, at + 1), at);
    }
    return builder.build("leet-" + one);
  }

  /** An exclamation mark behind a word is one. */
  private static boolean isPartOfWord(String text, int at) {
    return isLetterAt(text, at + 1) || (text.charAt(at) != '!' && isLetterAt(text, at - 1));
  }

  private static boolean isBetweenLetters(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetter(text.charAt(at - 1))
        && Character.isLetter(text.charAt(at + 1));
  }

  private static boolean isWord(String text, int at) {
    return text.charAt(at) == '4'
        && (at == 0 || text.charAt(at - 1) == ' ')
        && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
  }

  private static boolean isLetterAt(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetter(text.charAt(at)) || SIGNS.indexOf(text.charAt(at)) >= 0);
  }
}
