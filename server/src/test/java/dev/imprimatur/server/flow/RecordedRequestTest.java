package dev.imprimatur.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.WordWeight;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptWeight;
import dev.imprimatur.policy.rehearsal.Rehearsal;
import dev.imprimatur.policy.rewriting.Edit;
import dev.imprimatur.server.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions that are passed on, and requests restored from their records. */
class RecordedRequestTest {
  private static FlowFixture fixture;
  private final List<LiveDecision> told = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void close() throws Exception {
    fixture.close();
  }

  @BeforeEach
  void listen() {
    fixture.decisions = told::add;
  }

  @Test
  void submit_admitted_isToldAndRestoredFromItsRecord() {
    UUID id = fixture.queued(fixture.licensed("anna"), "a fluffy kіttеn in a basket");
    LiveDecision decision = told.getLast();
    assertThat(decision.generation()).isEqualTo(id);
    assertThat(decision.ruling().obligations()).containsExactly("stricter-images");
    RecordedRequest recorded = RecordedRequest.of(fixture.generation(id));
    assertThat(recorded.request()).isEqualTo(decision.request());
    assertThat(recorded.detail().ruling()).isEqualTo(decision.ruling());
    assertThat(recorded.assumed()).isFalse();
    assertThat(new Rehearsal(fixture.bundle).judge(recorded.request(), decision.seed()))
        .isEqualTo(decision.ruling());
  }

  @Test
  void submit_weighedWords_isJudgedAndRestoredWithoutTheMarkup() {
    UUID id = fixture.queued(fixture.licensed("anna"), "a (fluffy:1.2) kitten in a basket");
    RecordedRequest recorded = RecordedRequest.of(fixture.generation(id));
    assertThat(recorded.request()).isEqualTo(told.getLast().request());
    assertThat(recorded.request().prompt().text()).isEqualTo("a fluffy kitten in a basket");
    assertThat(recorded.detail().original()).isEqualTo("a (fluffy:1.2) kitten in a basket");
    assertThat(recorded.detail().weights().prompt()).containsExactly(new PromptWeight(2, 8, 1.2));
    assertThat(fixture.order(id).images().getFirst().weights())
        .containsExactly(new WordWeight(2, 8, 1.2));
  }

  /** What is decided on a rewritten text is decided on the words that are drawn. */
  @Test
  void submit_aWeighedPersonWhoIsRewritten_weighsTheUsersWordsAndWhatTheBundleEmphasises() {
    UUID id = fixture.queued(fixture.licensed("emphasis"), "a (ceo:1.3) in an office");
    ImageOrder image = fixture.order(id).images().getFirst();
    assertThat(image.prompt()).doesNotContain("(").isNotEqualTo("a ceo in an office");
    GenerationDetail detail = RecordedRequest.of(fixture.generation(id)).detail();
    Map<String, Double> expected =
        detail.rewriting().images().getFirst().edits().stream()
            .filter(edit -> edit.weight() > 1)
            .collect(Collectors.toMap(Edit::value, Edit::weight));
    assertThat(expected).containsAnyOf(Map.entry("female", 1.25), Map.entry("male", 1.25));
    expected.put("ceo", 1.3);
    assertThat(weights(image)).isEqualTo(expected);
  }

  /** Edits in records from before words could weigh more have no weight. */
  @Test
  void of_recordFromBeforeEmphasis_isReadAsWithout() {
    UUID id = fixture.queued(fixture.licensed("emphasis"), "a ceo in an office");
    String before = fixture.generation(id).detail().replaceAll(",\"weight\":[0-9.]+", "");
    assertThat(before).isNotEqualTo(fixture.generation(id).detail());
    assertThat(Json.read(before, GenerationDetail.class).rewriting().images().getFirst().edits())
        .isNotEmpty()
        .allSatisfy(edit -> assertThat(edit.weight()).isEqualTo(1));
  }

  private static Map<String, Double> weights(ImageOrder image) {
    return image.weights().stream()
        .collect(
            Collectors.toMap(
                weight -> image.prompt().substring(weight.start(), weight.end()),
                WordWeight::weight));
  }

  @Test
  void submit_refused_isToldAndRestoredFromItsRecord() {
    UUID id = refused("taylor swift riding a horse", RewritingChoice.ACCEPT, Optional.empty());
    assertThat(told.getLast().ruling().code()).isEqualTo("protected_person");
    RecordedRequest recorded = RecordedRequest.of(fixture.generation(id));
    assertThat(recorded.request()).isEqualTo(told.getLast().request());
    assertThat(recorded.detail().ruling()).isEqualTo(told.getLast().ruling());
    assertThat(recorded.request().principal().roles()).containsExactly("portal-user");
  }

  /** The choice was not kept with a refusal before. */
  @Test
  void of_refusedForDeclining_keepsChoiceAndJustification() {
    UUID id = refused("a doctor", RewritingChoice.DECLINE, Optional.of("no"));
    RecordedRequest recorded = RecordedRequest.of(fixture.generation(id));
    assertThat(recorded.request().choice()).isEqualTo(RewritingChoice.DECLINE);
    assertThat(recorded.request().justification()).contains("no");
    assertThat(told.getLast().request()).isEqualTo(recorded.request());
  }

  @Test
  void of_recordFromBeforeRolesWereKept_takesAPortalUser() throws Exception {
    UUID id = fixture.queued(fixture.licensed("carl"), "a doctor");
    Generation generation = fixture.generation(id);
    var detail = (ObjectNode) Json.MAPPER.readTree(generation.detail());
    detail.remove("asked");
    RecordedRequest old =
        RecordedRequest.of(
            new Generation(
                id,
                generation.owner(),
                generation.createdAt(),
                generation.finishedAt(),
                generation.state(),
                generation.tenant(),
                generation.model(),
                generation.orderHash(),
                detail.toString()));
    assertThat(old.assumed()).isTrue();
    assertThat(old.request().principal().roles()).isEqualTo(Set.of("portal-user"));
    assertThat(old.rewritten()).isNotEmpty();
  }

  /** Whatever a listener throws is no concern of who asks. */
  @Test
  void submit_listenerThatThrows_changesNothing() {
    fixture.decisions =
        decision -> {
          throw new IllegalStateException("broken");
        };
    assertThat(fixture.queued(fixture.licensed("dora"), "a cat")).isNotNull();
    assertThat(refused("naked", RewritingChoice.ACCEPT, Optional.empty())).isNotNull();
  }

  private UUID refused(String prompt, RewritingChoice choice, Optional<String> justification) {
    GenerationRequest request = fixture.request(fixture.licensed("bert"), prompt);
    Submission submission =
        fixture.flow.submit(
            new GenerationRequest(
                request.caller(),
                request.model(),
                prompt,
                "",
                request.preset(),
                request.weights(),
                Optional.empty(),
                request.settings(),
                choice,
                justification));
    return ((Submission.Denied) submission).id();
  }
}
