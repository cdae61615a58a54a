package dev.imprimatur.policy.bundle;

import java.util.regex.Pattern;

/** Which names files of a bundle may have: plain ones, so that they mean the same everywhere. */
public final class FileName {
  private static final int LONGEST = 200;
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

  private FileName() {}

  /** Whether the name is one: letters, digits and {@code . _ -}, folders parted by slashes. */
  public static boolean isPlain(String name) {
    return name.length() <= LONGEST && PLAIN.matcher(name).matches();
  }
}
