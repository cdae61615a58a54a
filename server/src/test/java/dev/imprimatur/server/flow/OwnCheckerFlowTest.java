package dev.imprimatur.server.flow;

import static dev.imprimatur.server.flow.FlowFixture.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.OwnCheckerOrder;
import dev.imprimatur.contract.OwnCheckerReport;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.model.ModelCard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The safety checker of a model looks in the worker, and is judged here. */
class OwnCheckerFlowTest {
  private static final String CHECKER = "c".repeat(64);
  private static final String UNREADABLE = "кошка на крыше";

  private static FlowFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @Test
  void submit_toAModelWithoutOne_asksForNone() {
    UUID id = fixture.queued(fixture.licensed(UUID.randomUUID().toString()), "a cat");
    assertThat(fixture.order(id).ownChecker()).isEmpty();
  }

  @Test
  void submit_toAModelWithOne_asksForItWithTheBundlesAdjustment() {
    assertThat(fixture.order(queued(fixture, "a cat")).ownChecker())
        .contains(new OwnCheckerOrder(CHECKER, 0, true));
    assertThat(fixture.order(queued(fixture, UNREADABLE)).ownChecker())
        .contains(new OwnCheckerOrder(CHECKER, 0.02, true));
  }

  @Test
  void receive_aConceptThatShows_isQuarantinedWithACodeOfItsOwn() {
    UUID id = queued(fixture, "a cat");
    receive(fixture, id, 0.05);
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.QUARANTINED);
    assertThat(fixture.image(id)).isEmpty();
    var image = detail(fixture, id).images().getFirst();
    assertThat(image.reasons()).containsExactly("image_safety_checker");
    CheckDetail check = image.checks().getLast();
    assertThat(check.name()).isEqualTo("safety-checker");
    assertThat(check.weightsHash()).isEqualTo(CHECKER);
    assertThat(check.scores()).hasSize(20).containsEntry("concept-01", 0.05);
    // A concept of special care shows as well, so the limit of the others is lower.
    assertThat(check.thresholds()).hasSize(17).containsEntry("concept-01", -0.01);
  }

  /** Fit for a readable prompt, not for this one. */
  @Test
  void receive_aConceptNearlyShowing_isQuarantinedUnderStricterImagesOnly() {
    UUID readable = queued(fixture, "a cat");
    receive(fixture, readable, -0.015);
    assertThat(fixture.generation(readable).state()).isEqualTo(GenerationState.RELEASED);
    UUID unreadable = queued(fixture, UNREADABLE);
    receive(fixture, unreadable, -0.015);
    assertThat(fixture.generation(unreadable).state()).isEqualTo(GenerationState.QUARANTINED);
  }

  @Test
  void receive_withoutItsReport_isRefused() {
    UUID id = queued(fixture, "a cat");
    fixture.flow.receive(fixture.answer(id, HARMLESS, false));
    refused(id, "the model's own safety checker has not looked");
  }

  @Test
  void receive_fromAnotherChecker_isRefused() {
    UUID id = queued(fixture, "a cat");
    fixture.flow.receive(
        fixture.answer(id, HARMLESS, false, Optional.of(report("d".repeat(64), -1))));
    refused(id, "another safety checker looked than was approved");
  }

  @Test
  void receive_whereTheBundleOnlyRecords_isReleasedWithTheDistances() throws Exception {
    BundleFiles files = BundleFiles.read(Path.of("../policies/default"));
    var recording = new HashMap<String, byte[]>();
    files.names().forEach(name -> recording.put(name, files.content(name).orElseThrow()));
    recording.put(
        "safety-checker.json",
        """
        {"version": "2", "quarantine": false, "adjustment": 0, "stricterAdjustment": 0.1}
        """
            .getBytes(StandardCharsets.UTF_8));
    try (var other = new FlowFixture(PolicyBundle.check(BundleFiles.of(recording)))) {
      UUID id = queued(other, "a cat");
      receive(other, id, 0.05);
      assertThat(other.generation(id).state()).isEqualTo(GenerationState.RELEASED);
      var image = detail(other, id).images().getFirst();
      assertThat(image.reasons()).isEmpty();
      assertThat(image.checks().getLast().scores()).containsEntry("concept-01", 0.05);
    }
  }

  private static UUID queued(FlowFixture fixture, String prompt) {
    GenerationRequest asked =
        fixture.request(fixture.licensed(UUID.randomUUID().toString()), prompt);
    ModelCard card = asked.model();
    var checked =
        new GenerationRequest(
            asked.caller(),
            new ModelCard(
                card.id(),
                card.title(),
                card.description(),
                card.family(),
                card.licence(),
                card.hash(),
                CHECKER,
                card.defaults(),
                card.limits()),
            asked.prompt(),
            asked.negativePrompt(),
            asked.preset(),
            asked.weights(),
            Optional.empty(),
            asked.settings(),
            asked.choice(),
            asked.justification());
    return ((Submission.Queued) fixture.flow.submit(checked)).id();
  }

  private static void receive(FlowFixture fixture, UUID id, double distance) {
    fixture.flow.receive(
        fixture.answer(id, HARMLESS, false, Optional.of(report(CHECKER, distance))));
  }

  private static OwnCheckerReport report(String hash, double distance) {
    return new OwnCheckerReport(
        "1", hash, Collections.nCopies(3, distance), Collections.nCopies(17, distance));
  }

  private static void refused(UUID id, String why) {
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.FAILED);
    assertThat(detail(fixture, id).failure().message()).contains(why);
    assertThat(fixture.image(id)).isEmpty();
  }

  private static GenerationDetail detail(FlowFixture fixture, UUID id) {
    return Json.read(fixture.generation(id).detail(), GenerationDetail.class);
  }
}
