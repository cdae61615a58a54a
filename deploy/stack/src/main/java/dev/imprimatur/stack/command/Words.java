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
    double size = bytes;
    for (String unit : new String[] {"B", "kB", "MB"}) {
      if (size < THOUSAND) {
        return String.format(Locale.ROOT, unit.equals("B") ? "%.0f %s" : "%.1f %s", size, unit);
      }
      size /= THOUSAND;
    }
    return String.format(Locale.ROOT, "%.1f GB", size);
  }
}
