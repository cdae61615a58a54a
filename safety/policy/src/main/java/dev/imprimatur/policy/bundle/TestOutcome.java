package dev.imprimatur.policy.bundle;

/** What came of a test. */
public sealed interface TestOutcome {
  /** The test. */
  BundleTest test();

  /** The bundle answers as the test expects. */
  record Passed(BundleTest test) implements TestOutcome {}

  /**
   * The bundle answers otherwise.
   *
   * @param actual what it answers
   */
  record Failed(BundleTest test, Answer actual) implements TestOutcome {
    /** For people: the test, what it expects and what came. */
    @Override
    public String toString() {
      return "%s: \"%s\" expects %s, but the answer is %s"
          .formatted(test.file(), test.name(), test.expected(), actual);
    }
  }
}
