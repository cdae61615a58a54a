package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundleTestsTest {
  @Test
  void run_ruleTakenAway_tellsExpectedAndActual() throws InvalidBundleException {
    BundleTests tests = run("policies/limits.cedar", "context.steps > 50", "context.steps > 500");
    assertThat(tests.passed()).isFalse();
    assertThat(tests.failures())
        .extracting(TestOutcome.Failed::toString)
        .containsExactly(
            "tests/decisions.json: \"too many steps\" expects deny by steps, but the answer is"
                + " allow by generating-roles");
  }

  /** The same decision for another reason is another decision. */
  @Test
  void run_sameAnswerByAnotherPolicy_fails() throws InvalidBundleException {
    BundleTests tests = run("policies/limits.cedar", "@id(\"steps\")", "@id(\"stairs\")");
    assertThat(tests.failures())
        .singleElement()
        .extracting(TestOutcome.Failed::actual)
        .hasToString("deny by stairs");
  }

  private static BundleTests run(String file, String from, String to)
      throws InvalidBundleException {
    return BundleTests.run(PolicyBundle.check(BundleFiles.of(DefaultBundle.with(file, from, to))));
  }
}
