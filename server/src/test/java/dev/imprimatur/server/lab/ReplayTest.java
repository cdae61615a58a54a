package dev.imprimatur.server.lab;

import static dev.imprimatur.server.lab.LabFixture.AUTHOR;
import static dev.imprimatur.server.lab.LabFixture.OFFICER;
import static dev.imprimatur.server.lab.LabFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.server.identity.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recorded requests, decided again under a draft. */
class ReplayTest {
  private static LabFixture lab;
  private Replays replays;

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
    replays = new Replays(lab.flow.database, lab.shelf(lab.flow.bundle), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    lab.cancelOpen();
  }

  @Test
  void replay_ofRecordedRequests_tellsWhatWouldChange() {
    Instant since = Instant.now();
    Caller caller = lab.licensed();
    UUID drawn = lab.flow.queued(caller, "a lighthouse at noon");
    lab.flow.flow.submit(lab.flow.request(caller, "elon musk on a boat"));
    Replay replay = replayed(AUTHOR, lab.denyAll(), since, 100);
    JsonNode view = ReplayView.of(replay);
    assertThat(view.get("state").asText()).isEqualTo("DONE");
    assertThat(view.get("examined").asInt()).isEqualTo(2);
    assertThat(view.get("counts").get("newly-blocked").asInt()).isEqualTo(1);
    assertThat(view.get("counts").get("other-reason").asInt()).isEqualTo(1);
    JsonNode lines =
        ReplayView.lines(replay, Optional.of(Difference.NEWLY_BLOCKED), 0, false).get("items");
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).get("generation").asText()).isEqualTo(drawn.toString());
    assertThat(lines.get(0).get("owner").isNull()).isTrue();
    assertThat(lines.toString()).doesNotContain("lighthouse");
    assertThat(
            ReplayView.lines(replay, Optional.empty(), 0, true)
                .get("items")
                .get(0)
                .get("owner")
                .get("userName")
                .asText())
        .isEqualTo(caller.userName());
  }

  /** A draft that is stricter with schools must not seem so for others, nor looser for them. */
  @Test
  void replay_ofATenantsRequests_decidesEachUnderItsOwnRules() {
    Instant since = Instant.now();
    UUID pupils = lab.flow.queued(lab.member("schools"), "a lighthouse at noon");
    lab.flow.queued(lab.member("studio"), "a lighthouse at noon");
    lab.flow.queued(lab.licensed(), "a lighthouse at noon");
    lab.flow.flow.submit(lab.flow.request(lab.member("schools"), "a cartoon pistol on a table"));
    Replay replay =
        replayed(
            AUTHOR,
            lab.stored(
                new TreeMap<>(Map.of("tenants/schools/terms/hate.txt", "high lighthouse\n"))),
            since,
            100);
    assertThat(replay.progress().counts())
        .isEqualTo(Map.of(Difference.NEWLY_BLOCKED, 1, Difference.NONE, 3));
    assertThat(replay.progress().lines())
        .extracting(ReplayLine::generation)
        .containsExactly(pupils);
  }

  @Test
  void replay_underTheSameBundle_changesNothing() {
    Instant since = Instant.now();
    lab.flow.queued(lab.licensed(), "a doctor");
    lab.flow.flow.submit(lab.flow.request(lab.licensed(), "a blood splatter on the wall"));
    Replay replay = replayed(OFFICER, lab.stored(new TreeMap<>()), since, 100);
    assertThat(replay.progress().counts()).containsOnlyKeys(Difference.NONE);
    assertThat(replay.progress().examined()).isEqualTo(2);
  }

  @Test
  void replay_limit_readsNoMore() {
    Instant since = Instant.now();
    lab.flow.queued(lab.licensed(), "a red house");
    lab.flow.queued(lab.licensed(), "a blue house");
    assertThat(replayed(OFFICER, lab.denyAll(), since, 1).progress().examined()).isEqualTo(1);
  }

  @Test
  void replay_cancelled_readsNothing() {
    StoredBundle bundle = lab.denyAll();
    Replay replay = begun(OFFICER, bundle, Instant.now().minusSeconds(60), 10, task -> {});
    assertThat(replays.start(OFFICER, bundle.id(), query(Instant.now(), 10), Runnable::run))
        .isInstanceOfSatisfying(
            LabOutcome.Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo("replay_running"));
    assertThat(replays.find(STRANGER, replay.order().id())).isEmpty();
    replay.cancel();
    replay.run();
    assertThat(replay.progress().state()).isEqualTo(Replay.State.CANCELLED);
    assertThat(replay.progress().examined()).isZero();
  }

  private Replay replayed(Caller caller, StoredBundle bundle, Instant since, int limit) {
    return begun(caller, bundle, since, limit, Runnable::run);
  }

  private Replay begun(
      Caller caller, StoredBundle bundle, Instant since, int limit, Executor executor) {
    return ((LabOutcome.Done<Replay>)
            replays.start(caller, bundle.id(), query(since, limit), executor))
        .value();
  }

  private static ReplayQuery query(Instant since, int limit) {
    return new ReplayQuery(since, limit, "to see");
  }
}
