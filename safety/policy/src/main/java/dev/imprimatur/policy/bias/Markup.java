package dev.imprimatur.policy.bias;

import java.util.Locale;

/** Words and numbers as they stand in a page. */
final class Markup {
  private Markup() {}

  /** Text without anything that a browser would take for markup. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A share or a distance, for example {@code 0.484}. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** A length in a drawing. */
  static String length(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** So many tenths as an axis names them: {@code 0}, {@code .2}, {@code 1}. */
  static String tick(int tenths) {
    return tenths % 10 == 0 ? Integer.toString(tenths / 10) : "." + tenths;
  }

  /** Text that begins with a capital letter. */
  static String title(String text) {
    return text(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
  }
}
