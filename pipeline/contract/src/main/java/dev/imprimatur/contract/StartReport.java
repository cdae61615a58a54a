package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;

import java.util.List;
import java.util.Optional;

/**
 * What was said of a picture that somebody brought to start from.
 *
 * @param checks one report for each check of the order
 * @param ownChecker what the model's own safety checker said, if the order asked for it
 */
public record StartReport(List<CheckReport> checks, Optional<OwnCheckerReport> ownChecker) {
  public StartReport {
    checks = List.copyOf(checks);
    require(!checks.isEmpty(), "checks must not be empty");
  }
}
