package dev.imprimatur.stack.command;

import java.util.Locale;

/** How things are told on a terminal. */
final class Words {
  private static final double THOUSAND = 1000;

  private Words() {}

  /** Text that somebody typed or wrote into a file, without what would steer a terminal. */
  static String plain(String text) {
    return text.replaceAll("\\p{Cc}", " ");
  }

  /** A size, for example {@code 31.7 MB}. */
  static String bytes(long bytes) {
    return scaled((double) bytes, " B", " kB", " MB", " GB");
  }

  /** A number of things, for example {@code 859.5 million}. */
  static String count(long count) {
    return scaled((double) count, "", " thousand", " million", " billion");
  }

  private static String scaled(double number, String... units) {
    double scaled = number;
    for (int i = 0; i < units.length - 1; i++) {
      if (scaled < THOUSAND) {
        return String.format(Locale.ROOT, i == 0 ? "%.0f%s" : "%.1f%s", scaled, units[i]);
      }
      scaled /= THOUSAND;
    }
    return String.format(Locale.ROOT, "%.1f%s", scaled, units[units.length - 1]);
  }
}
