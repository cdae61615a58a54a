package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.PolicyRequest;

/**
 * A test that a bundle brings along.
 *
 * @param file its name in the bundle
 * @param name what it shows, unique in its file
 * @param request what is asked
 * @param expected what should come of it
 */
public record BundleTest(String file, String name, PolicyRequest request, Answer expected) {
  public BundleTest {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a test needs a name");
    }
  }

  /** What the bundle makes of the request. */
  public TestOutcome run(PolicyBundle bundle) {
    Answer actual = Answer.of(bundle.decide(request));
    return actual.equals(expected)
        ? new TestOutcome.Passed(this)
        : new TestOutcome.Failed(this, actual);
  }
}
