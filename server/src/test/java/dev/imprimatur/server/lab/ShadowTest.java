package dev.imprimatur.server.lab;

import static dev.imprimatur.server.lab.LabFixture.AUTHOR;
import static dev.imprimatur.server.lab.LabFixture.OFFICER;
import static dev.imprimatur.server.lab.LabFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.shadow.ShadowRun;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.server.flow.LiveDecision;
import dev.imprimatur.server.flow.Submission;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.policy.BundleShelf;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A draft that decides beside the bundle in force, without effect. */
class ShadowTest {
  private static LabFixture lab;
  private Shadow shadow;
  private ShadowOrders orders;
  private ShadowViews views;

  @BeforeAll
  static void open() throws Exception {
    lab = new LabFixture();
  }

  @AfterAll
  static void close() throws Exception {
    lab.close();
  }

  @BeforeEach
  void begin() throws Exception {
    BundleShelf shelf = lab.shelf(lab.flow.bundle);
    shadow = new Shadow(lab.flow.database, shelf);
    orders = new ShadowOrders(lab.flow.database, shelf, shadow, Clock.systemUTC());
    views = new ShadowViews(lab.flow.database, shadow);
    lab.flow.decisions = shadow;
  }

  @AfterEach
  void stop() {
    orders.stop(OFFICER, "the end");
    shadow.close();
    lab.flow.decisions = decision -> {};
    lab.cancelOpen();
  }

  @Test
  void shadow_thatDeniesAll_changesNothingAndIsCounted() throws Exception {
    Thread thread = Thread.startVirtualThread(shadow);
    UUID run = started(OFFICER, lab.denyAll());
    Caller caller = lab.licensed();
    Submission drawn = lab.flow.flow.submit(lab.flow.request(caller, "a quiet lake at dawn"));
    Submission refused = lab.flow.flow.submit(lab.flow.request(caller, "elon musk on a boat"));
    assertThat(drawn).isInstanceOf(Submission.Queued.class);
    assertThat(((Submission.Denied) refused).decision().code()).isEqualTo("protected_person");
    awaitCount(run, "other-reason", 1);
    assertThat(counts(run).get("newly-blocked").asInt()).isEqualTo(1);
    JsonNode blocked =
        views
            .differences(run, Optional.of(Difference.NEWLY_BLOCKED), Long.MAX_VALUE)
            .get("items")
            .get(0);
    assertThat(blocked.get("generation").asText())
        .isEqualTo(((Submission.Queued) drawn).id().toString());
    assertThat(blocked.get("active").asText()).isEqualTo("allowed by generating-roles");
    assertThat(blocked.get("shadow").asText()).isEqualTo("denied (closed) by nothing");
    shadow.close();
    thread.join();
  }

  /** The files were damaged after the run began. */
  @Test
  void shadow_thatCannotBeUsed_isHarmlessAndTold() {
    StoredBundle broken = lab.stored(new byte[] {1, 2, 3}, "cd".repeat(32));
    UUID run = started(OFFICER, broken);
    assertThat(lab.flow.flow.submit(lab.flow.request(lab.licensed(), "a cat")))
        .isInstanceOf(Submission.Queued.class);
    assertThat(views.all().get("running").get("unusable").asBoolean()).isTrue();
    assertThat(counts(run).get("newly-blocked").asInt()).isZero();
  }

  /** Nobody takes decisions out of the queue here. */
  @Test
  void decided_fullQueue_dropsAndCounts() throws Exception {
    UUID run = started(OFFICER, lab.denyAll());
    var decision = new AtomicReference<LiveDecision>();
    lab.flow.decisions = decision::set;
    lab.flow.queued(lab.licensed(), "a dog");
    for (int i = 0; i < 300; i++) {
      shadow.decided(decision.get());
    }
    Thread thread = Thread.startVirtualThread(shadow);
    awaitCount(run, "dropped", 44);
    assertThat(counts(run).get("dropped").asInt()).isEqualTo(44);
    shadow.close();
    thread.join();
  }

  @Test
  void start_byOthers_isRefused() {
    StoredBundle bundle = lab.denyAll();
    assertThat(orders.start(STRANGER, bundle.id(), "to see"))
        .isInstanceOfSatisfying(
            LabOutcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("not_the_author"));
    started(AUTHOR, bundle);
    assertThat(orders.start(OFFICER, bundle.id(), "to see"))
        .isInstanceOfSatisfying(
            LabOutcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("shadow_running"));
    assertThat(orders.stop(STRANGER, "not mine")).isInstanceOf(LabOutcome.Unfit.class);
    assertThat(orders.stop(AUTHOR, "seen enough")).isInstanceOf(LabOutcome.Done.class);
    assertThat(orders.stop(AUTHOR, "again")).isInstanceOf(LabOutcome.Unfit.class);
    assertThat(orders.start(AUTHOR, UUID.randomUUID(), "to see"))
        .isInstanceOf(LabOutcome.Unknown.class);
  }

  private UUID started(Caller caller, StoredBundle bundle) {
    LabOutcome<ShadowRun> outcome = orders.start(caller, bundle.id(), "to see");
    assertThat(outcome).isInstanceOf(LabOutcome.Done.class);
    return ((LabOutcome.Done<ShadowRun>) outcome).value().id();
  }

  private void awaitCount(UUID run, String kind, int atLeast) throws InterruptedException {
    Instant patience = Instant.now().plusSeconds(30);
    while (counts(run).get(kind).asInt() < atLeast && Instant.now().isBefore(patience)) {
      Thread.sleep(50);
    }
    assertThat(counts(run).get(kind).asInt()).isGreaterThanOrEqualTo(atLeast);
  }

  private JsonNode counts(UUID run) {
    for (JsonNode each : views.all().get("runs")) {
      if (each.get("id").asText().equals(run.toString())) {
        return each.get("counts");
      }
    }
    throw new AssertionError("the run is not listed");
  }
}
