package dev.imprimatur.policy.rewriting;

/** Regular English plurals, which are all that the lists of nouns need. */
final class Plural {
  private Plural() {}

  static String of(String noun) {
    if (noun.endsWith("person")) {
      return noun.substring(0, noun.length() - "person".length()) + "people";
    }
    if (noun.matches(".*(s|x|ch|sh)")) {
      return noun + "es";
    }
    if (noun.matches(".*[^aeiou]y")) {
      return noun.substring(0, noun.length() - 1) + "ies";
    }
    return noun + "s";
  }
}
