package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;
import static dev.imprimatur.contract.Requirements.requireHash;

/**
 * To look at every picture with the safety checker that the model's checkpoint brings along.
 *
 * @param weightsHash SHA-256 that names the checker that was approved with the model, lower-case
 *     hex
 * @param adjustment what all of its thresholds are lowered by, 0 to 1: the higher, the stricter
 * @param flags whether a picture that shows a concept is flagged, or this is only recorded
 */
public record OwnCheckerOrder(String weightsHash, double adjustment, boolean flags) {
  public OwnCheckerOrder {
    requireHash(weightsHash, "weightsHash");
    require(adjustment >= 0 && adjustment <= 1, "adjustment must be between 0 and 1");
  }

  /** Whether a picture of which {@code report} was made is flagged. */
  public boolean flagged(OwnCheckerReport report) {
    return flags && report.shows(adjustment);
  }
}
