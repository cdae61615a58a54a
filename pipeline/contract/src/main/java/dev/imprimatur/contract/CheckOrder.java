package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;
import static dev.imprimatur.contract.Requirements.requireText;

import java.util.Map;
import java.util.TreeMap;

/**
 * One check that every picture of an order must pass.
 *
 * @param name the check's name, for example {@code nsfw}
 * @param thresholds by category, 0 to 1: a score at or above its threshold flags the picture
 */
public record CheckOrder(String name, Map<String, Double> thresholds) {
  public CheckOrder {
    requireText(name, "name");
    thresholds = Map.copyOf(thresholds);
    thresholds.forEach((category, threshold) ->
        require(
            threshold >= 0 && threshold <= 1,
            "threshold of " + category + " must be between 0 and 1"));
  }

  /** The categories whose score reaches its threshold, with the score, in alphabetical order. */
  public Map<String, Double> flagged(Map<String, Double> scores) {
    var flagged = new TreeMap<String, Double>();
    thresholds.forEach((category, threshold) -> {
      Double score = scores.get(category);
      if (score != null && score >= threshold) {
        flagged.put(category, score);
      }
    });
    return flagged;
  }
}
