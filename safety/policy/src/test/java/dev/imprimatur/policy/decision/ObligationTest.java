package dev.imprimatur.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What policies demand of requests that they allow. */
class ObligationTest {
  private static final String REVIEW =
      """
      @id("brands")
      @licence("house-rules#H1")
      @obligation("review")
      @message("Names a brand.")
      permit (principal, action == Action::"escalate", resource)
      when { context.mentions.contains("brand") };
      """;

  private final PromptNormaliser normaliser = new PromptNormaliser();

  @Test
  void decide_nothingDemanded_hasNoObligation() {
    assertThat(decide(DefaultBundle.load(), "a quiet lake at dawn").obligations()).isEmpty();
  }

  @Test
  void decide_demand_namesPolicyAndKind() throws InvalidBundleException {
    Decision.Allowed allowed = decide(with(REVIEW), "a pair of nike sneakers on a bench");
    assertThat(allowed.requires(Obligation.Kind.REVIEW)).isTrue();
    assertThat(allowed.requires(Obligation.Kind.STRICTER_IMAGES)).isFalse();
    assertThat(allowed.obligations())
        .singleElement()
        .satisfies(obligation -> {
          assertThat(obligation.policy().id()).isEqualTo("brands");
          assertThat(obligation.policy().message()).isEqualTo("Names a brand.");
        });
    assertThat(allowed.policies())
        .extracting(DeterminingPolicy::id)
        .containsExactly("generating-roles");
  }

  @Test
  void decide_demandAlone_permitsNothing() throws InvalidBundleException {
    var nobody = new Principal("p", Set.of());
    Decision decision = with(REVIEW).decide(request("a pair of nike sneakers", nobody));
    assertThat(decision).isInstanceOf(Decision.Denied.class);
  }

  @Test
  void load_unknownObligation_isRefused() {
    assertThat(defects(REVIEW.replace("\"review\"", "\"prayer\"")))
        .containsExactly(
            "policies/more.cedar, line 1: policy brands demands the unknown obligation prayer");
  }

  @Test
  void load_forbiddingObligation_isRefused() {
    assertThat(defects(REVIEW.replace("permit", "@code(\"x\") forbid")))
        .containsExactly(
            "policies/more.cedar, line 1: policy brands forbids and so can demand no obligation");
  }

  @Test
  void stricterThresholds_areNeverHigher() {
    PolicyBundle bundle = DefaultBundle.load();
    bundle
        .contents()
        .imageThresholds()
        .forEach((check, categories) ->
            categories.forEach((category, score) ->
                assertThat(bundle.contents().stricterImageThresholds().get(check).get(category))
                    .isLessThanOrEqualTo(score)));
  }

  private Decision.Allowed decide(PolicyBundle bundle, String prompt) {
    return (Decision.Allowed)
        bundle.decide(request(prompt, new Principal("p", Set.of("portal-user"))));
  }

  private PolicyRequest request(String prompt, Principal principal) {
    return new PolicyRequest(
        principal,
        new ModelReference("cartoon", "imprimatur-cartoon-1"),
        normaliser.normalise(prompt),
        normaliser.normalise(""),
        256,
        256,
        20,
        1,
        5,
        StartKind.NOISE,
        Phase.ORIGINAL,
        RewritingChoice.ACCEPT,
        Optional.empty());
  }

  private static List<String> defects(String policy) {
    return catchThrowableOfType(InvalidBundleException.class, () -> with(policy)).defects().stream()
        .map(Defect::toString)
        .toList();
  }

  private static PolicyBundle with(String policy) throws InvalidBundleException {
    Map<String, byte[]> files = DefaultBundle.files();
    files.put("policies/more.cedar", policy.getBytes(StandardCharsets.UTF_8));
    return PolicyBundle.check(BundleFiles.of(files));
  }
}
