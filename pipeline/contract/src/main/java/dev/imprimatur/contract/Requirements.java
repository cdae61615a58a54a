package dev.imprimatur.contract;

import java.util.regex.Pattern;

/** The checks that the compact constructors of this package share. */
final class Requirements {
  private static final Pattern SHA_256_HEX = Pattern.compile("[0-9a-f]{64}");

  private Requirements() {}

  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  static void requireText(String value, String field) {
    require(!value.isBlank(), field + " must not be blank");
  }

  static void requireHash(String value, String field) {
    require(SHA_256_HEX.matcher(value).matches(), field + " must be 64 lower-case hex digits");
  }
}
