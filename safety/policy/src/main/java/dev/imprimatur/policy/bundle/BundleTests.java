package dev.imprimatur.policy.bundle;

import java.util.List;

/**
 * What came of all tests of a bundle.
 *
 * @param outcomes in the order of the files and of the tests in them
 */
public record BundleTests(List<TestOutcome> outcomes) {
  public BundleTests {
    outcomes = List.copyOf(outcomes);
  }

  /** Runs a bundle's own tests on it. */
  public static BundleTests run(PolicyBundle bundle) {
    return new BundleTests(
        bundle.contents().tests().stream().map(test -> test.run(bundle)).toList());
  }

  /** Those that did not come out as expected. */
  public List<TestOutcome.Failed> failures() {
    return outcomes.stream()
        .filter(TestOutcome.Failed.class::isInstance)
        .map(TestOutcome.Failed.class::cast)
        .toList();
  }

  /** Whether every test came out as expected. */
  public boolean passed() {
    return failures().isEmpty();
  }
}
