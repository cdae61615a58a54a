package dev.imprimatur.policy.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.coverage.ClauseVerdict.Outcome;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.DeterminingPolicy;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.licence.Licence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClauseVerdictTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();

  @Test
  void of_harmlessRequest_passesEveryClauseThatRulesCheck() {
    Map<String, ClauseVerdict> verdicts = verdicts("a cat", "imprimatur-cartoon-1");
    assertThat(verdicts.get("R3").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdicts.get("R3").policies()).contains("no-graphic-violence", "no-self-harm");
    assertThat(verdicts.get("R2").imageChecks()).containsExactly("nsfw");
  }

  @Test
  void of_refusedRequest_namesThePolicyUnderEachOfItsClauses() {
    Map<String, ClauseVerdict> verdicts =
        verdicts("a poster for ethnic cleansing", "creativeml-openrail-m");
    for (String clause : List.of("A5", "A9")) {
      assertThat(verdicts.get(clause).outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(verdicts.get(clause).policies()).contains("no-hate");
    }
    assertThat(verdicts.get("A2").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdicts.get("A8").outcome()).isEqualTo(Outcome.ATTESTED);
    assertThat(verdicts.get("A8").policies()).isEmpty();
  }

  @Test
  void of_requestForReview_namesWhatDemandsIt() {
    Map<String, ClauseVerdict> verdicts =
        verdicts(
            "passport of john miller with readable name and number, all numbers visible",
            "creativeml-openrail-m");
    assertThat(verdicts.get("A4").outcome()).isEqualTo(Outcome.OBLIGED);
    assertThat(verdicts.get("A4").policies()).containsExactly("likely-personal-data");
  }

  /** A tenant's policy may enforce a clause more strictly than the bundle does. */
  @Test
  void of_requestRefusedByATenantsPolicy_namesItUnderItsClause() throws InvalidBundleException {
    PolicyBundle bundle =
        PolicyBundle.check(
            BundleFiles.of(
                DefaultBundle.with(
                    "tenants/schools/policies/classroom.cedar",
                    "@code(\"tenant_weapons\")",
                    "@code(\"x\") @licence(\"imprimatur-cartoon-1#R3\")")));
    Licence licence = bundle.licence("imprimatur-cartoon-1").orElseThrow();
    Set<String> refusing = Set.of("schools/no-weapons");
    for (boolean member : new boolean[] {true, false}) {
      Optional<Tenant> tenant = member ? Optional.of(new Tenant("schools")) : Optional.empty();
      ClauseVerdict verdict =
          ClauseVerdict.of(bundle, tenant, licence, refusing, Set.of()).stream()
              .filter(each -> each.clause().equals("R3"))
              .findFirst()
              .orElseThrow();
      assertThat(verdict.outcome()).isEqualTo(member ? Outcome.REFUSED : Outcome.PASSED);
      assertThat(verdict.policies().contains("schools/no-weapons")).isEqualTo(member);
    }
  }

  private static Map<String, ClauseVerdict> verdicts(String prompt, String id) {
    Licence licence = BUNDLE.licence(id).orElseThrow();
    Set<String> refusing = Set.of();
    Set<String> obliging = Set.of();
    switch (BUNDLE.decide(DefaultBundle.request(prompt))) {
      case Decision.Denied denied ->
          refusing =
              denied.policies().stream().map(DeterminingPolicy::id).collect(Collectors.toSet());
      case Decision.Allowed allowed ->
          obliging =
              allowed.obligations().stream()
                  .map(obligation -> obligation.policy().id())
                  .collect(Collectors.toSet());
    }
    return ClauseVerdict.of(BUNDLE, Optional.empty(), licence, refusing, obliging).stream()
        .collect(Collectors.toMap(ClauseVerdict::clause, verdict -> verdict));
  }
}
