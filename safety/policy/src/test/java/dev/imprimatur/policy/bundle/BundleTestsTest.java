package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundleTestsTest {
  @Test
  void run_ruleTakenAway_tellsExpectedAndActual() throws InvalidBundleException {
    BundleTests tests =
        run("policies/content.cedar", "\"sexual:medium\", \"sexual:high\"", "\"sexual:low\"");
    assertThat(tests.passed()).isFalse();
    assertThat(tests.failures())
        .extracting(TestOutcome.Failed::toString)
        .containsExactly(
            "tests/decisions.json: \"nudity is refused\" expects deny by no-sexual-content, but the"
                + " answer is allow by generating-roles",
            "tests/decisions.json: \"two reasons are both told\" expects deny by"
                + " no-graphic-violence, no-sexual-content, but the answer is deny by"
                + " no-graphic-violence");
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
