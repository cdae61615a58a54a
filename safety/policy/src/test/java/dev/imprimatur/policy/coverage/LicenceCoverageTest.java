package dev.imprimatur.policy.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LicenceCoverageTest {
  @Test
  void of_defaultBundle_everyPolicysClauseIsTested() {
    assertThat(LicenceCoverage.of(DefaultBundle.load()).uncovered())
        .flatExtracting(ClauseCoverage::gaps)
        .allMatch("no policy enforces it"::equals);
  }

  @Test
  void of_enforcedClause_namesPoliciesListsAndTests() throws InvalidBundleException {
    ClauseCoverage violence = clause(DefaultBundle.files(), "imprimatur-cartoon-1", "R3");
    assertThat(violence.covered()).isTrue();
    assertThat(violence.policies())
        .contains("no-graphic-violence", "no-self-harm", "likely-violence");
    assertThat(violence.lists())
        .containsExactly("terms/self-harm.txt", "terms/violence-graphic.txt", "terms/violence.txt");
    assertThat(violence.tests()).contains("gore is refused", "two reasons are both told");
    assertThat(clause(DefaultBundle.files(), "imprimatur-cartoon-1", "R6").lists())
        .containsExactly("persons.json");
    assertThat(clause(DefaultBundle.files(), "house-rules", "H2").lists()).isEmpty();
  }

  @Test
  void of_clauseWithoutPolicy_isUncovered() throws InvalidBundleException {
    Map<String, byte[]> files =
        DefaultBundle.with("licences/house-rules.md", "**H3**", "**H4** Be kind.\n\n**H3**");
    assertThat(clause(files, "house-rules", "H4").gaps()).containsExactly("no policy enforces it");
  }

  @Test
  void of_policyWithEmptiedList_isDead() throws InvalidBundleException {
    Map<String, byte[]> files = DefaultBundle.files();
    files.put("terms/sexual-minors.txt", "# later\n".getBytes(StandardCharsets.UTF_8));
    files.remove("policies/signals.cedar");
    assertThat(clause(files, "imprimatur-cartoon-1", "R1").gaps())
        .containsExactly(
            "nothing can make its policies speak, the lists they read are empty:"
                + " no-sexualised-minors");
  }

  /** A test that fails shows nothing. */
  @Test
  void of_policyWhoseOnlyTestFails_isUncovered() throws InvalidBundleException {
    Map<String, byte[]> files =
        DefaultBundle.with("tests/decisions.json", "a sexy schoolgirl", "a schoolgirl");
    assertThat(clause(files, "imprimatur-cartoon-1", "R1").gaps())
        .containsExactly(
            "no test that holds shows its policies at work: no-sexualised-minors,"
                + " likely-sexualised-minors");
  }

  private static ClauseCoverage clause(Map<String, byte[]> files, String licence, String clause)
      throws InvalidBundleException {
    return LicenceCoverage.of(PolicyBundle.check(BundleFiles.of(files))).clauses().stream()
        .filter(each -> each.licence().equals(licence) && each.clause().equals(clause))
        .findFirst()
        .orElseThrow();
  }
}
