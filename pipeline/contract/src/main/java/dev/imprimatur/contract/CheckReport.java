package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;
import static dev.imprimatur.contract.Requirements.requireHash;
import static dev.imprimatur.contract.Requirements.requireText;

import java.util.Map;

/**
 * What one check said of one picture.
 *
 * @param name the check's name
 * @param version the check's version
 * @param weightsHash SHA-256 of its weights, lower-case hex
 * @param scores by category, 0 to 1
 * @param flagged whether a score reached the order's threshold
 */
public record CheckReport(
    String name, String version, String weightsHash, Map<String, Double> scores, boolean flagged) {
  public CheckReport {
    requireText(name, "name");
    requireText(version, "version");
    requireHash(weightsHash, "weightsHash");
    scores = Map.copyOf(scores);
    scores.forEach((category, score) ->
        require(score >= 0 && score <= 1, "score of " + category + " must be between 0 and 1"));
  }
}
