package dev.imprimatur.policy.prompt;

/**
 * The view without brackets, and without the numbers by which they weigh words: what was split by
 * them is whole again, "(bo:1.1)(mb)".
 */
final class UnbracketedView {
  private static final String BRACKETS = "()[]{}<>";

  private UnbracketedView() {}

  /** Whether there is anything to leave out. */
  static boolean differs(PromptView plain) {
    return plain.text().chars().anyMatch(unit -> BRACKETS.indexOf(unit) >= 0);
  }

  static PromptView of(PromptView plain) {
    var builder = new ViewBuilder(plain);
    String text = plain.text();
    for (int at = 0; at < text.length(); at++) {
      int number = BRACKETS.indexOf(text.charAt(at)) >= 0 ? at : numberEnd(text, at);
      if (number < 0) {
        builder.append(text.substring(at, at + 1), at);
      } else {
        at = number;
      }
    }
    return builder.build("unbracketed");
  }

  /** The place of the bracket that closes after a colon and a number; -1 if there is none. */
  private static int numberEnd(String text, int colon) {
    if (text.charAt(colon) != ':') {
      return -1;
    }
    int at = colon + 1;
    while (at < text.length() && "0123456789.,+- ".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && ")]}>".indexOf(text.charAt(at)) >= 0 ? at : -1;
  }
}
