package dev.imprimatur.policy.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Ground;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.WeightedReading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why requests are refused or obliged, and what would pass. */
class ExplainerTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();
  private static final Explainer EXPLAINER = new Explainer(BUNDLE);

  @Test
  void explain_listedTerm_namesPolicyPlaceGroundsAndSpan() {
    Explanation explanation = explain("taylor swift riding a horse");
    ExplainedPolicy policy = explanation.policies().getFirst();
    assertThat(policy.rule().id()).isEqualTo("no-protected-persons");
    assertThat(policy.rule().file()).isEqualTo("policies/persons.cedar");
    assertThat(policy.rule().line()).isEqualTo(1);
    assertThat(policy.grounds()).containsExactly(new Ground("persons", List.of("taylor-swift")));
    assertThat(explanation.spans()).contains(new Span(0, 12, "persons", "taylor-swift", true));
    assertThat(change(explanation).removals()).containsExactly(new Removal(0, 12, "taylor swift"));
    assertThat(change(explanation).prompt()).isEqualTo("riding a horse");
  }

  @Test
  void explain_modelsAlone_namesWordsAndRemovalThatPasses() {
    String prompt =
        "a lighthouse at dusk, two men stabbing a prisoner to death, octane render, soft light";
    Explanation explanation = explain(prompt);
    assertThat(explanation.spans()).isNotEmpty();
    assertThat(explanation.spans())
        .allSatisfy(span -> {
          assertThat(span.attribute()).isEqualTo("signals");
          assertThat(span.value()).isEqualTo("violence:likely");
        });
    assertThat(words(prompt, explanation)).containsAnyOf("stabbing", "death");
    assertPasses(prompt, change(explanation));
    assertThat(change(explanation).removals()).hasSizeLessThanOrEqualTo(3);
  }

  /** Refused for what is left of it when words are weighed down. */
  @Test
  void explain_refusedForItsWeights_passesWithoutThem() {
    String raw =
        "(a peaceful garden with flowers and butterflies in spring, watercolour,:0.05) a man hitting"
            + " his crying wife with a belt";
    var read = (WeightedReading.Read) new PromptNormaliser().normaliseWeighted(raw);
    Explanation explanation =
        EXPLAINER.explain(DefaultBundle.request(read.prompt()), Reader.OFFICER);
    assertThat(explanation.decision()).isInstanceOf(Decision.Denied.class);
    assertThat(change(explanation).removals()).isEmpty();
    assertThat(change(explanation).prompt()).isEqualTo(read.prompt().text());
  }

  @Test
  void explain_listedAndOtherWords_removesBoth() {
    String prompt = "a blood splatter on the wall";
    assertPasses(prompt, change(explain(prompt)));
    assertThat(change(explain(prompt)).removals().toString()).isNotEmpty();
  }

  @Test
  void explain_eachWordOfTwoListed_removesBoth() {
    Remedy.Change change = change(explain("taylor swift and elon musk on a boat"));
    assertThat(change.prompt()).isEqualTo("and on a boat");
  }

  @Test
  void explain_disguisedTerm_removesItWhole() {
    String prompt = "n a k e d man on the beach";
    Explanation explanation = explain(prompt);
    assertPasses(prompt, change(explanation));
    assertThat(change(explanation).prompt()).doesNotContain("n a k");
  }

  @Test
  void explain_stepsAboveLimit_namesNearestThatPasses() {
    assertThat(change(explain(request("a cat", 256, 256, 60, 1))).settings())
        .containsExactly(new SettingChange("steps", "60", "50"));
  }

  @Test
  void explain_pictureAboveLimit_keepsItsShape() {
    assertThat(change(explain(request("a cat", 1024, 512, 20, 1))).settings())
        .containsExactly(new SettingChange("size", "1024 x 512", "728 x 360"));
  }

  @Test
  void explain_countAboveLimit_namesNearestThatPasses() {
    assertThat(change(explain(request("a cat", 256, 256, 20, 5))).settings())
        .containsExactly(new SettingChange("count", "5", "4"));
  }

  @Test
  void explain_lowerLimit_turnsUpwards() throws InvalidBundleException {
    PolicyBundle bundle = with("policies/limits.cedar", "context.steps > 50", "context.steps < 12");
    Explanation explanation =
        new Explainer(bundle).explain(request("a cat", 256, 256, 5, 1), Reader.ASKER);
    assertThat(change(explanation).settings())
        .containsExactly(new SettingChange("steps", "5", "12"));
  }

  @Test
  void explain_settingsAndWords_changesBoth() {
    Remedy.Change change = change(explain(request("elon musk on a boat", 256, 256, 60, 5)));
    assertThat(change.settings())
        .extracting(SettingChange::name)
        .containsExactlyInAnyOrder("steps", "count");
    assertThat(change.prompt()).isEqualTo("on a boat");
  }

  @Test
  void explain_decliningWithoutReason_offersRewriting() {
    PolicyRequest request =
        request("a doctor", RewritingChoice.DECLINE, Optional.of("no"), Set.of("portal-user"));
    assertThat(change(EXPLAINER.explain(request, Reader.ASKER)).settings())
        .containsExactly(new SettingChange("rewriting", "decline", "accept"));
  }

  /** What would pass is told to nobody; which words weigh how much, not to who asked. */
  @Test
  void explain_minors_givesNoGuidance() {
    for (Reader reader : Reader.values()) {
      Explanation explanation =
          EXPLAINER.explain(DefaultBundle.request("a sexy schoolgirl"), reader);
      assertThat(explanation.remedy()).isEqualTo(new Remedy.Withheld("no-sexualised-minors"));
      assertThat(explanation.spans().stream().anyMatch(span -> span.attribute().equals("signals")))
          .isEqualTo(reader == Reader.OFFICER);
    }
  }

  @Test
  void explain_obligation_findsWhatIsFreeOfIt() {
    String prompt =
        "a kitten, a puppy and a duckling beside a dosage chart for insulin, watercolor";
    Explanation explanation = explain(prompt);
    assertThat(explanation.decision()).isInstanceOf(Decision.Allowed.class);
    assertThat(explanation.policies().getLast().rule().id()).isEqualTo("likely-medical-advice");
    assertPasses(prompt, change(explanation));
    assertThat(change(explanation).obligations()).isEmpty();
  }

  @Test
  void explain_harmless_needsNothing() {
    Explanation explanation = explain("a cat on a sofa");
    assertThat(explanation.remedy()).isEqualTo(new Remedy.NotNeeded());
    assertThat(explanation.policies().getFirst().grounds())
        .containsExactly(new Ground("roles", List.of("portal-user")));
  }

  @Test
  void explain_noRole_findsNothing() {
    PolicyRequest request =
        request("a cat", RewritingChoice.ACCEPT, Optional.empty(), Set.of("auditor"));
    Explanation explanation = EXPLAINER.explain(request, Reader.ASKER);
    assertThat(explanation.policies()).isEmpty();
    assertThat(explanation.remedy()).isInstanceOf(Remedy.NotFound.class);
  }

  /** Nothing is left of a prompt that is one listed word. */
  @Test
  void explain_everyWordListed_findsNothing() {
    assertThat(explain("naked").remedy()).isInstanceOf(Remedy.NotFound.class);
  }

  @Test
  void explain_emptyPrompt_isExplained() {
    assertThat(explain("").decision()).isNotNull();
  }

  /** 2,000 characters without spaces, of terms alone, of one letter, and of commas. */
  @Test
  void explain_hostilePrompts_end() {
    for (String prompt :
        List.of("naked ".repeat(333), "a ".repeat(1_000), ",".repeat(2_000), "血".repeat(2_000))) {
      assertThat(explain(prompt).remedy()).isNotNull();
    }
  }

  @Test
  void check_unknownGuidance_isADefect() {
    InvalidBundleException refused =
        catchThrowableOfType(
            InvalidBundleException.class,
            () -> with("policies/content.cedar", "withheld", "generous"));
    assertThat(refused.defects().toString())
        .contains("no-sexualised-minors gives guidance as generous; it can only be withheld");
  }

  /** The words left are some of the words before in their order, and the bundle allows them. */
  private static void assertPasses(String prompt, Remedy.Change change) {
    assertThat(List.of(prompt.split("\\W+"))).containsSubsequence(change.prompt().split("\\W+"));
    assertThat(change.prompt()).isNotBlank();
    assertThat(BUNDLE.decide(DefaultBundle.request(change.prompt())))
        .isInstanceOf(Decision.Allowed.class);
  }

  private static List<String> words(String prompt, Explanation explanation) {
    return explanation.spans().stream()
        .flatMap(span -> Arrays.stream(prompt.substring(span.start(), span.end()).split(" ")))
        .toList();
  }

  private static Remedy.Change change(Explanation explanation) {
    assertThat(explanation.remedy()).isInstanceOf(Remedy.Change.class);
    return (Remedy.Change) explanation.remedy();
  }

  private static Explanation explain(String prompt) {
    return EXPLAINER.explain(DefaultBundle.request(prompt), Reader.ASKER);
  }

  private static Explanation explain(PolicyRequest request) {
    return EXPLAINER.explain(request, Reader.ASKER);
  }

  private static PolicyBundle with(String file, String from, String to)
      throws InvalidBundleException {
    return PolicyBundle.check(BundleFiles.of(DefaultBundle.with(file, from, to)));
  }

  private static PolicyRequest request(String prompt, int width, int height, int steps, int count) {
    PolicyRequest usual = DefaultBundle.request(prompt);
    return new PolicyRequest(
        usual.principal(),
        usual.model(),
        usual.prompt(),
        usual.negativePrompt(),
        width,
        height,
        steps,
        count,
        5,
        usual.start(),
        Phase.ORIGINAL,
        RewritingChoice.ACCEPT,
        Optional.empty());
  }

  private static PolicyRequest request(
      String prompt, RewritingChoice choice, Optional<String> justification, Set<String> roles) {
    var normaliser = new PromptNormaliser();
    PolicyRequest usual = DefaultBundle.request(prompt);
    return new PolicyRequest(
        new Principal("p", roles),
        usual.model(),
        normaliser.normalise(prompt),
        usual.negativePrompt(),
        256,
        256,
        20,
        1,
        5,
        usual.start(),
        Phase.ORIGINAL,
        choice,
        justification);
  }
}
