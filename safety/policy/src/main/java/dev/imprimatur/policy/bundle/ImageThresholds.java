package dev.imprimatur.policy.bundle;

import java.util.Map;
import java.util.TreeMap;

/**
 * When a picture is flagged.
 *
 * @param version of the numbers
 * @param checks for each check the score, above 0 and at most 1, from which each category is
 *     flagged
 * @param stricter the same for requests under the obligation of stricter images; none higher than
 *     in {@code checks}
 */
record ImageThresholds(
    String version,
    Map<String, Map<String, Double>> checks,
    Map<String, Map<String, Double>> stricter) {
  ImageThresholds {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("at least one image check needs thresholds");
    }
    checks = checked(checks);
    stricter = checked(stricter);
    requireStricter(checks, stricter);
  }

  static Map<String, Map<String, Double>> checked(Map<String, Map<String, Double>> thresholds) {
    var copy = new TreeMap<String, Map<String, Double>>();
    thresholds.forEach((check, categories) -> copy.put(check, checked(check, categories)));
    return Map.copyOf(copy);
  }

  private static void requireStricter(
      Map<String, Map<String, Double>> checks, Map<String, Map<String, Double>> stricter) {
    checks.forEach((check, categories) ->
        categories.forEach((category, score) -> {
          Double strict = stricter.getOrDefault(check, Map.of()).get(category);
          if (strict == null || strict > score) {
            throw new IllegalArgumentException(
                "the stricter threshold of "
                    + check
                    + "/"
                    + category
                    + " must be there and not above the usual one");
          }
        }));
  }

  private static Map<String, Double> checked(String check, Map<String, Double> categories) {
    categories.forEach((category, score) -> {
      if (!(score > 0 && score <= 1)) {
        throw new IllegalArgumentException(
            "the threshold of " + check + "/" + category + " must be above 0 and at most 1");
      }
    });
    return Map.copyOf(categories);
  }
}
