package dev.imprimatur.policy.bundle;

import java.util.Map;
import java.util.TreeMap;

/**
 * When a picture is flagged.
 *
 * @param version of the numbers
 * @param checks for each check the score, above 0 and at most 1, from which each category is
 *     flagged
 */
record ImageThresholds(String version, Map<String, Map<String, Double>> checks) {
  ImageThresholds {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("at least one image check needs thresholds");
    }
    var copy = new TreeMap<String, Map<String, Double>>();
    checks.forEach((check, categories) -> copy.put(check, checked(check, categories)));
    checks = Map.copyOf(copy);
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
