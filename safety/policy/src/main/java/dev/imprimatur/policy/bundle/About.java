package dev.imprimatur.policy.bundle;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a bundle calls itself, in {@code bundle.json}. */
record About(String name, String version) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  About {
    if (!PLAIN.matcher(name).matches() || !PLAIN.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "name and version may have only letters, digits and . _ -, 64 at most");
    }
  }

  /** Name and version, with the number of a numbered version. */
  String text(OptionalInt number) {
    String text = name + "-" + version;
    return number.isPresent() ? "%s (number %d)".formatted(text, number.getAsInt()) : text;
  }
}
