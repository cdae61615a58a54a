package dev.imprimatur.server.flow;

import static dev.imprimatur.server.flow.FlowFixture.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import dev.imprimatur.provenance.PngMarking;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How generations end, and that a worker's answer is not believed. */
class GenerationFlowReceiveTest {
  private static FlowFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  private static UUID queued() {
    return fixture.queued(fixture.licensed(UUID.randomUUID().toString()), "a cat");
  }

  @Test
  void receive_harmlessPicture_isReleasedMarkedAndRecorded() throws Exception {
    UUID id = queued();
    fixture.flow.receive(fixture.answer(id, HARMLESS, false));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.RELEASED);
    byte[] png = fixture.image(id).orElseThrow();
    assertThat(PngMarking.read(png).orElseThrow().generationId()).isEqualTo(id.toString());
    String receipt =
        fixture
            .database
            .inTransaction(stores -> stores.generations().receipt(id))
            .orElseThrow()
            .text();
    var genuine =
        (ReceiptVerdict.Genuine)
            ReceiptVerifier.verify(receipt, fixture.database.signer.verifierKey());
    assertThat(genuine.fields()).containsEntry("state", "RELEASED").containsKey("trace");
    assertThat(genuine.fields().get("images")).contains(FlowFixture.hash(png));
  }

  /** What was ordered while the acceptance stood is finished under it. */
  @Test
  void receive_acceptanceWithdrawnMeanwhile_isReleased() {
    Caller caller = fixture.licensed("withdrawing");
    UUID id = fixture.queued(caller, "a cat");
    fixture.withdraw(caller);
    fixture.flow.receive(fixture.answer(id, HARMLESS, false));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.RELEASED);
  }

  /** The worker says that nothing is wrong, its own score says otherwise. */
  @Test
  void receive_scoreAboveThreshold_isQuarantinedWhateverTheWorkerSays() {
    UUID id = queued();
    var scores = new HashMap<>(HARMLESS);
    scores.put("porn", 0.7);
    fixture.flow.receive(fixture.answer(id, scores, false));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.QUARANTINED);
    assertThat(fixture.image(id)).isEmpty();
  }

  @Test
  void receive_withoutCheck_isRefused() {
    UUID id = queued();
    byte[] png = FlowFixture.png(128, 128);
    fixture.flow.receive(
        drawn(
            id,
            List.of(new DrawnImage(0, png, FlowFixture.hash(png), List.of(), Optional.empty()))));
    refused(id, "the check nsfw is missing");
  }

  @Test
  void receive_withoutACategory_isRefused() {
    UUID id = queued();
    fixture.flow.receive(fixture.answer(id, Map.of("drawing", 1.0), false));
    refused(id, "has no score for");
  }

  @Test
  void receive_otherPixelsThanStated_isRefused() {
    UUID id = queued();
    fixture.flow.receive(
        drawn(
            id,
            List.of(
                new DrawnImage(
                    0,
                    FlowFixture.png(128, 128),
                    "0".repeat(64),
                    List.of(FlowFixture.report(HARMLESS, false)),
                    Optional.empty()))));
    refused(id, "pixels do not have the stated hash");
  }

  @Test
  void receive_noPicture_isRefused() {
    UUID id = queued();
    fixture.flow.receive(
        drawn(
            id,
            List.of(
                new DrawnImage(
                    0,
                    new byte[] {1, 2, 3},
                    "0".repeat(64),
                    List.of(FlowFixture.report(HARMLESS, false)),
                    Optional.empty()))));
    refused(id, "no PNG file");
  }

  @Test
  void receive_otherCheckpoint_isRefused() {
    UUID id = queued();
    byte[] png = FlowFixture.png(128, 128);
    fixture.flow.receive(
        fixture.answer(
            id,
            new GenerationOutcome.Drawn(
                List.of(
                    new DrawnImage(
                        0,
                        png,
                        FlowFixture.hash(png),
                        List.of(FlowFixture.report(HARMLESS, false)),
                        Optional.empty())),
                FlowFixture.trace("b".repeat(64)),
                List.of(),
                Optional.empty())));
    refused(id, "another checkpoint");
  }

  @Test
  void receive_answerToAnotherOrder_changesNothing() {
    UUID id = queued();
    GenerationResult right = fixture.answer(id, HARMLESS, false);
    fixture.flow.receive(
        new GenerationResult(
            id, "c".repeat(64), right.worker(), right.finishedAt(), right.outcome()));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.QUEUED);
    fixture.flow.receive(right);
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.RELEASED);
  }

  @Test
  void receive_twice_isOneEntryInTheLog() {
    UUID id = queued();
    fixture.flow.receive(fixture.answer(id, HARMLESS, false));
    long size = logSize();
    fixture.flow.receive(fixture.answer(id, HARMLESS, false));
    assertThat(logSize()).isEqualTo(size);
  }

  @Test
  void receive_afterCancellation_releasesNothing() {
    UUID id = queued();
    GenerationResult late = fixture.answer(id, HARMLESS, false);
    assertThat(fixture.flow.cancel(id)).isTrue();
    fixture.flow.receive(late);
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.CANCELLED);
    assertThat(fixture.image(id)).isEmpty();
    assertThat(fixture.flow.cancel(id)).isFalse();
  }

  @Test
  void receive_failure_isRecordedInWordsOfOurs() {
    UUID id = queued();
    fixture.flow.receive(
        fixture.answer(
            id, new GenerationOutcome.Failed(FailureCode.OUT_OF_MEMORY, "internal words")));
    var detail = Json.read(fixture.generation(id).detail(), GenerationDetail.class);
    assertThat(detail.failure().code()).isEqualTo("out_of_memory");
    assertThat(detail.failure().message()).contains("smaller").doesNotContain("internal");
  }

  @Test
  void receive_unknownGeneration_isIgnored() {
    fixture.moves.clear();
    fixture.flow.receive(
        new GenerationResult(
            UUID.randomUUID(),
            "d".repeat(64),
            "worker-1",
            Instant.now(),
            new GenerationOutcome.Cancelled(1)));
    assertThat(fixture.moves).isEmpty();
  }

  /** No receipt, no image: while the log cannot be written, nothing is released. */
  @Test
  void receive_logCannotBeWritten_releasesNothingAndCanComeAgain() throws Exception {
    UUID id = queued();
    GenerationResult result = fixture.answer(id, HARMLESS, false);
    owner("revoke insert on log_leaf from imprimatur_server");
    try {
      assertThatThrownBy(() -> fixture.flow.receive(result)).isInstanceOf(RuntimeException.class);
      assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.QUEUED);
      assertThat(fixture.image(id)).isEmpty();
    } finally {
      owner("grant insert on log_leaf to imprimatur_server");
    }
    fixture.flow.receive(result);
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.RELEASED);
    assertThat(fixture.image(id)).isPresent();
  }

  private static GenerationResult drawn(UUID id, List<DrawnImage> images) {
    return fixture.answer(
        id,
        new GenerationOutcome.Drawn(
            images, FlowFixture.trace(fixture.model.hash()), List.of(), Optional.empty()));
  }

  private static void refused(UUID id, String why) {
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.FAILED);
    var detail = Json.read(fixture.generation(id).detail(), GenerationDetail.class);
    assertThat(detail.failure().code()).isEqualTo("answer_refused");
    assertThat(detail.failure().message()).contains(why);
    assertThat(fixture.image(id)).isEmpty();
  }

  private static long logSize() {
    String note = fixture.database.inTransaction(stores -> stores.log().latest()).text();
    return Long.parseLong(note.split("\n")[1]);
  }

  private static void owner(String sql) throws SQLException {
    try (Connection connection = fixture.database.owner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
