package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.decision.Decision;
import org.junit.jupiter.api.Test;

/** Runs the tests that the bundle brings, and checks what it says of itself. */
class DefaultBundleTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();

  @Test
  void tests_ofTheBundle_hold() {
    assertThat(BUNDLE.contents().tests()).hasSizeGreaterThan(20);
    assertThat(BundleTests.run(BUNDLE).failures()).isEmpty();
  }

  @Test
  void decide_refusedContent_namesClauseCategoryAndPlace() {
    var denied = (Decision.Denied) BUNDLE.decide(DefaultBundle.request("a NAKED man"));
    assertThat(denied.code()).isEqualTo("sexual");
    assertThat(denied.categories()).containsExactly("sexual");
    assertThat(denied.policies().getFirst().licenceClause()).contains("imprimatur-cartoon-1#R2");
    assertThat(denied.message()).isNotBlank().doesNotContain("NAKED");
    var finding = denied.signals().getFirst().findings().getFirst();
    assertThat("a NAKED man".substring(finding.start(), finding.end())).isEqualTo("NAKED");
    assertThat(denied.bundleVersion()).isEqualTo("default-1");
    assertThat(denied.bundleHash()).isEqualTo(BUNDLE.hash()).hasSize(64);
  }

  @Test
  void licence_ofTheModel_hasItsClauses() {
    var licence = BUNDLE.licence("imprimatur-cartoon-1").orElseThrow();
    assertThat(licence.clauseNumbers()).contains("R1", "R9");
    assertThat(BUNDLE.licence("other")).isEmpty();
  }

  @Test
  void imageThresholds_flagEveryUnsafeCategory() {
    assertThat(BUNDLE.contents().imageThresholds().get("nsfw"))
        .containsOnlyKeys("hentai", "porn", "sexy");
  }
}
