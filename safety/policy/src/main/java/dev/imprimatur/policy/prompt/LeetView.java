package dev.imprimatur.policy.prompt;

/** The view in which digits and signs that stand for letters are those letters: "n4k3d". */
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
    for (int at = 0; at < text.length(); at++) {
      int sign = SIGNS.indexOf(text.charAt(at));
      boolean insideWord = isLetterAt(text, at - 1) || isLetterAt(text, at + 1);
      builder.append(
          sign >= 0 && insideWord ? letters.substring(sign, sign + 1) : text.substring(at, at + 1),
          at);
    }
    return builder.build("leet-" + one);
  }

  private static boolean isLetterAt(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetter(text.charAt(at)) || SIGNS.indexOf(text.charAt(at)) >= 0);
  }
}
