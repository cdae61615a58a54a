package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.DeterminingPolicy;
import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the tests that the bundle brings, and checks what it says of itself. */
class DefaultBundleTest {
  private static final PolicyBundle BUNDLE = DefaultBundle.load();
  private final PromptNormaliser normaliser = new PromptNormaliser();

  @TestFactory
  List<DynamicTest> decide_bundlesOwnTests_hold() throws IOException {
    JsonNode cases =
        new ObjectMapper().readTree(DefaultBundle.FOLDER.resolve("tests/decisions.json").toFile());
    return StreamSupport.stream(cases.spliterator(), false)
        .map(each -> dynamicTest(each.get("name").asText(), () -> holds(each)))
        .toList();
  }

  private void holds(JsonNode test) {
    Decision decision = BUNDLE.decide(request(test));
    String effect =
        switch (decision) {
          case Decision.Allowed ignored -> "allow";
          case Decision.Denied ignored -> "deny";
        };
    assertThat(effect).isEqualTo(test.get("expect").asText());
    assertThat(decision.policies())
        .extracting(DeterminingPolicy::id)
        .containsExactlyInAnyOrderElementsOf(strings(test.get("policies")));
  }

  @Test
  void decide_refusedContent_namesClauseCategoryAndPlace() {
    var denied = (Decision.Denied) BUNDLE.decide(request(prompt("a NAKED man")));
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
    assertThat(licence.clauses()).contains("R1", "R9");
    assertThat(BUNDLE.licence("other")).isEmpty();
  }

  @Test
  void imageThresholds_flagEveryUnsafeCategory() {
    assertThat(BUNDLE.imageThresholds().get("nsfw")).containsOnlyKeys("hentai", "porn", "sexy");
  }

  private static JsonNode prompt(String prompt) {
    return new ObjectMapper()
        .createObjectNode()
        .put("prompt", prompt)
        .set("roles", new ObjectMapper().createArrayNode().add("portal-user"));
  }

  private PolicyRequest request(JsonNode test) {
    return new PolicyRequest(
        new Principal("p", new TreeSet<>(strings(test.get("roles")))),
        new ModelReference("cartoon", "imprimatur-cartoon-1"),
        normaliser.normalise(test.get("prompt").asText()),
        normaliser.normalise(test.path("negativePrompt").asText("")),
        test.path("width").asInt(256),
        test.path("height").asInt(256),
        test.path("steps").asInt(20),
        test.path("count").asInt(1),
        5,
        Phase.ORIGINAL,
        RewritingChoice.valueOf(test.path("rewriting").asText("accept").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(test.path("justification").textValue()));
  }

  private static List<String> strings(JsonNode array) {
    var strings = new ArrayList<String>();
    array.forEach(each -> strings.add(each.asText()));
    return strings;
  }
}
