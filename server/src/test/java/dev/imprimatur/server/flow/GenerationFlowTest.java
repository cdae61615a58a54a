package dev.imprimatur.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationFlowTest {
  private static FlowFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @BeforeEach
  void allIsThere() {
    fixture.missing = Optional.empty();
    fixture.moves.clear();
  }

  @Test
  void submit_unknownCaller_needsTheLicenceFirst() {
    Submission outcome = fixture.flow.submit(fixture.request(fixture.caller("a"), "a cat"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Submission.LicenceNeeded.class,
            needed -> assertThat(needed.licence().id()).isEqualTo("imprimatur-cartoon-1"));
  }

  @Test
  void submit_permittedPrompt_queuesASignedOrderOfTheRewrittenWords() {
    UUID id = fixture.queued(fixture.licensed("b"), "a  doctor");
    var order = fixture.order(id);
    assertThat(order.images().getFirst().prompt()).endsWith("male doctor").startsWith("a");
    assertThat(order.images().getFirst().seed()).isEqualTo(7);
    assertThat(order.checks().getFirst().thresholds()).containsKeys("porn", "hentai", "sexy");
    assertThat(order.modelHash()).isEqualTo(fixture.model.hash());
    assertThat(fixture.moves).containsExactly(GenerationState.QUEUED);
    var detail = Json.read(fixture.generation(id).detail(), GenerationDetail.class);
    assertThat(detail.original()).isEqualTo("a  doctor");
    assertThat(detail.prompt()).isEqualTo("a doctor");
    assertThat(detail.rewriting().changed()).isTrue();
    fixture.flow.cancel(id);
  }

  @Test
  void submit_forbiddenPrompt_isRecordedWithReceiptAndNotQueued() {
    Submission outcome = fixture.flow.submit(fixture.request(fixture.licensed("c"), "a naked man"));
    UUID id = ((Submission.Denied) outcome).id();
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.DENIED);
    String receipt =
        fixture
            .database
            .inTransaction(stores -> stores.generations().receipt(id))
            .orElseThrow()
            .text();
    assertThat(ReceiptVerifier.verify(receipt, fixture.database.signer.verifierKey()))
        .isInstanceOfSatisfying(
            ReceiptVerdict.Genuine.class,
            genuine ->
                assertThat(genuine.fields())
                    .containsEntry("state", "DENIED")
                    .containsEntry("original", "a naked man"));
    assertThat(
            fixture.database.inTransaction(stores -> stores.outbox().unsent(100)).stream()
                .filter(order -> order.generationId().equals(id)))
        .isEmpty();
  }

  @Test
  void submit_roleThatMayNotDraw_isDenied() {
    Caller licensed = fixture.licensed("d");
    var auditor = new Caller(licensed.subject(), "d", Set.of("auditor"));
    assertThat(fixture.flow.submit(fixture.request(auditor, "a cat")))
        .isInstanceOfSatisfying(
            Submission.Denied.class,
            denied -> assertThat(denied.decision().code()).isEqualTo("not_permitted"));
  }

  @Test
  void submit_workerAway_isToldAndLeavesNothing() {
    fixture.missing = Optional.of("No worker.");
    Caller caller = fixture.licensed("e");
    assertThat(fixture.flow.submit(fixture.request(caller, "a cat")))
        .isEqualTo(new Submission.Unavailable("No worker."));
    assertThat(open(caller)).isZero();
  }

  /** Twelve requests at once for three places: the limit is not passed by racing. */
  @Test
  void submit_manyAtOnce_neverPassTheLimit() throws Exception {
    Caller caller = fixture.licensed("f");
    try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
      var requests =
          IntStream.range(0, 12)
              .mapToObj(each ->
                  (Callable<Submission>)
                      () -> fixture.flow.submit(fixture.request(caller, "a cat " + each)))
              .toList();
      long queued = 0;
      for (Future<Submission> outcome : threads.invokeAll(requests)) {
        switch (outcome.get()) {
          case Submission.Queued ignored -> queued++;
          case Submission.Busy busy -> assertThat(busy.retryAfter()).isPositive();
          default -> throw new AssertionError(outcome.get());
        }
      }
      assertThat(queued).isEqualTo(3);
      assertThat(open(caller)).isEqualTo(3);
    }
    fixture.database.inTransaction(stores -> stores.outbox().unsent(100)).stream()
        .forEach(order -> fixture.flow.cancel(order.generationId()));
  }

  private static long open(Caller caller) {
    return fixture.database.inTransaction(stores ->
        stores
            .generations()
            .open(stores.accounts().seen(caller.subject(), caller.userName(), Instant.now())));
  }
}
