package dev.imprimatur.diffusion.prompt;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code :1.3} before a closing bracket.
 *
 * @param from place of the colon
 * @param number as written, any decimal number
 */
record WrittenWeight(int from, double number) {
  /** Possessive, so that no text makes the matcher go back. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)");

  /** The weight that ends just before {@code to} and begins at {@code from} or later. */
  static Optional<WrittenWeight> before(String prompt, int from, int to) {
    String text = prompt.substring(from, to);
    int colon = text.lastIndexOf(':');
    String number = text.substring(colon + 1).strip();
    return colon >= 0 && NUMBER.matcher(number).matches()
        ? Optional.of(new WrittenWeight(from + colon, Double.parseDouble(number)))
        : Optional.empty();
  }
}
