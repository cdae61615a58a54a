package dev.imprimatur.policy.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.licence.Attestation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LicenceCoverageTest {
  @Test
  void of_defaultBundle_coversEveryClause() {
    assertThat(LicenceCoverage.of(DefaultBundle.load()).uncovered()).isEmpty();
  }

  /** What nobody but a person can answer for; a new rule shortens this list. */
  @Test
  void attestedOnly_defaultBundle_isFew() {
    assertThat(LicenceCoverage.of(DefaultBundle.load()).attestedOnly())
        .extracting(clause -> clause.licence() + "#" + clause.clause().number())
        .containsExactly(
            "creativeml-openrail-m#A8",
            "creativeml-openrailpp-m#A8",
            "creativeml-openrailpp-m-xl#A8",
            "stability-ai-community#S1",
            "stability-ai-community#S2",
            "stability-ai-community#S3",
            "stability-ai-community#S5");
  }

  @Test
  void of_enforcedClause_namesPoliciesListsAndTests() throws InvalidBundleException {
    ClauseCoverage violence = clause(DefaultBundle.files(), "imprimatur-cartoon-1", "R3");
    assertThat(violence.covered()).isTrue();
    Cover.Rules rules = violence.rules();
    assertThat(rules.policies()).contains("no-graphic-violence", "no-self-harm", "likely-violence");
    assertThat(rules.lists())
        .containsExactly("terms/self-harm.txt", "terms/violence-graphic.txt", "terms/violence.txt");
    assertThat(rules.tests()).contains("gore is refused", "two reasons are both told");
    assertThat(clause(DefaultBundle.files(), "imprimatur-cartoon-1", "R6").rules().lists())
        .containsExactly("persons.json");
    assertThat(clause(DefaultBundle.files(), "house-rules", "H2").rules().lists()).isEmpty();
  }

  @Test
  void of_attestedClause_saysWhoAnswersForIt() throws InvalidBundleException {
    ClauseCoverage revenue = clause(DefaultBundle.files(), "stability-ai-community", "S1");
    assertThat(revenue.attestedOnly()).isTrue();
    assertThat(revenue.covered()).isTrue();
    assertThat(revenue.attestation())
        .hasValueSatisfying(attestation ->
            assertThat(attestation)
                .isInstanceOfSatisfying(
                    Attestation.OfOperator.class,
                    operator -> assertThat(operator.days()).isEqualTo(365)));
    ClauseCoverage law = clause(DefaultBundle.files(), "creativeml-openrail-m", "A1");
    assertThat(law.attestedOnly()).isFalse();
    assertThat(law.rules().policies()).contains("no-illicit-instructions");
    assertThat(law.attestation()).containsInstanceOf(Attestation.OfUser.class);
  }

  /** Somebody's word does not excuse a rule that has lost its lists. */
  @Test
  void of_attestedClauseWithDeadRule_isUncovered() throws InvalidBundleException {
    Map<String, byte[]> files = DefaultBundle.files();
    for (String list : new String[] {"terms/illicit.txt", "terms/illicit-violent.txt"}) {
      files.put(list, "# later\n".getBytes(StandardCharsets.UTF_8));
    }
    files.remove("policies/signals.cedar");
    assertThat(clause(files, "creativeml-openrail-m", "A1").covered()).isFalse();
  }

  @Test
  void of_imageCheck_standsBesideThePolicies() throws InvalidBundleException {
    assertThat(clause(DefaultBundle.files(), "imprimatur-cartoon-1", "R2").rules().imageChecks())
        .containsExactly("nsfw");
  }

  @Test
  void of_clauseWithoutPolicy_isUncovered() throws InvalidBundleException {
    Map<String, byte[]> files =
        DefaultBundle.with("licences/house-rules.md", "**H3**", "**H9** Be kind.\n\n**H3**");
    assertThat(clause(files, "house-rules", "H9").gaps()).containsExactly("no policy enforces it");
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

  /** A licence binds everybody; a rule that holds for schools alone covers none of its clauses. */
  @Test
  void of_clauseThatOnlyATenantEnforces_isUncovered() throws InvalidBundleException {
    Map<String, byte[]> files =
        DefaultBundle.with("licences/house-rules.md", "**H3**", "**H9** No weapons.\n\n**H3**");
    String policies = "tenants/schools/policies/classroom.cedar";
    files.put(
        policies,
        new String(files.get(policies), StandardCharsets.UTF_8)
            .replace("@code(\"tenant_weapons\")", "@code(\"x\") @licence(\"house-rules#H9\")")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(clause(files, "house-rules", "H9").gaps()).containsExactly("no policy enforces it");
  }

  private static ClauseCoverage clause(Map<String, byte[]> files, String licence, String clause)
      throws InvalidBundleException {
    return LicenceCoverage.of(PolicyBundle.check(BundleFiles.of(files))).clauses().stream()
        .filter(each -> each.licence().equals(licence) && each.clause().number().equals(clause))
        .findFirst()
        .orElseThrow();
  }
}
