package dev.imprimatur.policy.prompt;

/**
 * The view in which words that were torn apart are whole again: punctuation between two letters is
 * left out ("go.re"), and so, if spaces are joined too, is the space between single letters ("g o r
 * e").
 */
final class JoinedView {
  private JoinedView() {}

  /**
   * @param spaces whether spaces between single letters are left out as well
   */
  static PromptView of(PromptView plain, boolean spaces) {
    var builder = new ViewBuilder(plain);
    String text = plain.text();
    for (int at = 0; at < text.length(); at++) {
      if (!isLeftOut(text, at, spaces)) {
        builder.append(text.subSequence(at, at + 1), at);
      }
    }
    return builder.build(spaces ? "joined" : "unpunctuated");
  }

  private static boolean isLeftOut(String text, int at, boolean spaces) {
    if (at == 0 || at + 1 >= text.length() || isWordUnit(text.charAt(at))) {
      return false;
    }
    boolean betweenLetters = isWordUnit(text.charAt(at - 1)) && isWordUnit(text.charAt(at + 1));
    if (!betweenLetters) {
      return false;
    }
    return text.charAt(at) != ' ' || (spaces && isSingle(text, at - 1) && isSingle(text, at + 1));
  }

  private static boolean isSingle(String text, int at) {
    return (at == 0 || !isWordUnit(text.charAt(at - 1)))
        && (at + 1 >= text.length() || !isWordUnit(text.charAt(at + 1)));
  }

  private static boolean isWordUnit(char unit) {
    return Character.isLetterOrDigit(unit)
        || Character.isSurrogate(unit)
        || "@$!|+".indexOf(unit) >= 0;
  }
}
