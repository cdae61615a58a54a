package dev.imprimatur.db.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.NewBundle;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.receipt.Receipt;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowsTest {
  private static TestDatabase database;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private Account author;
  private StoredBundle bundle;

  @BeforeAll
  static void open() throws Exception {
    database = new TestDatabase();
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
  }

  @BeforeEach
  void upload() {
    author =
        database.inTransaction(
            stores -> stores.accounts().seen(UUID.randomUUID().toString(), "author", now));
    bundle =
        database.inTransaction(stores ->
            stores
                .policyBundles()
                .upload(
                    new NewBundle("default-2", "manifest", "ab".repeat(32), new byte[] {1}),
                    author,
                    now));
  }

  @AfterEach
  void stop() {
    database.inTransaction(stores -> stores.shadows().stop(author, Instant.now(), "the end"));
  }

  @Test
  void start_bundle_runsAloneAndStandsInTheLog() {
    ShadowRun run = start().orElseThrow();
    assertThat(start()).isEmpty();
    assertThat(running()).map(ShadowRun::id).contains(run.id());
    assertThat(fields(run.receipt()))
        .containsEntry("step", "STARTED")
        .containsEntry("note", "to see")
        .containsEntry("bundle", bundle.id().toString());
  }

  @Test
  void stop_running_endsItOnceAndForEver() {
    ShadowRun run = start().orElseThrow();
    Optional<ShadowRun> stopped =
        database.inTransaction(stores -> stores.shadows().stop(author, now, "seen enough"));
    assertThat(stopped.orElseThrow().stoppedAt()).contains(now);
    assertThat(running()).isEmpty();
    assertThat(
            database.<Optional<ShadowRun>>inTransaction(
                stores -> stores.shadows().stop(author, now, "again")))
        .isEmpty();
    assertThat(database.<List<ShadowRun>>inTransaction(stores -> stores.shadows().latest(1)))
        .extracting(ShadowRun::id)
        .containsExactly(run.id());
    assertRefused("update policy_shadow set stop_note = 'other' where id = '" + run.id() + "'");
  }

  @Test
  void startedRun_cannotBeRewritten() {
    ShadowRun run = start().orElseThrow();
    assertRefused("update policy_shadow set note = 'other' where id = '" + run.id() + "'");
    assertRefused("delete from policy_shadow where id = '" + run.id() + "'");
  }

  @Test
  void differences_areCountedAndListedNewestFirst() {
    UUID run = start().orElseThrow().id();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    database.inTransaction(stores -> {
      stores.shadows().count(run, "unchanged", 3);
      stores.shadows().count(run, "unchanged", 2);
      stores.shadows().count(run, "dropped", 1);
      stores.shadows().add(run, difference(first, "newly-blocked"));
      stores.shadows().add(run, difference(first, "newly-blocked"));
      stores.shadows().add(run, difference(second, "newly-allowed"));
      return true;
    });
    assertThat(database.<Map<String, Long>>inTransaction(stores -> stores.shadows().counts(run)))
        .isEqualTo(Map.of("unchanged", 5L, "dropped", 1L));
    List<ShadowDifference> all = differences(run, Optional.empty(), Long.MAX_VALUE);
    assertThat(all).extracting(ShadowDifference::generation).containsExactly(second, first);
    assertThat(all.getLast().active()).isEqualTo("allowed");
    assertThat(differences(run, Optional.of("newly-blocked"), Long.MAX_VALUE)).hasSize(1);
    assertThat(differences(run, Optional.empty(), all.getFirst().place()))
        .extracting(ShadowDifference::generation)
        .containsExactly(first);
  }

  @Test
  void replay_isAnEntryOfTheLog() {
    Receipt receipt =
        database.inTransaction(stores ->
            stores
                .replays()
                .record(UUID.randomUUID(), bundle, author, now, "before we approve", now));
    assertThat(fields(receipt.text()))
        .containsEntry("reason", "before we approve")
        .containsEntry("account", author.pseudonym())
        .containsEntry("since", now.toString());
  }

  private Optional<ShadowRun> start() {
    return database.inTransaction(stores -> stores.shadows().start(bundle, author, now, "to see"));
  }

  private Optional<ShadowRun> running() {
    return database.inTransaction(stores -> stores.shadows().running());
  }

  private List<ShadowDifference> differences(UUID run, Optional<String> kind, long before) {
    return database.inTransaction(stores -> stores.shadows().differences(run, kind, before, 10));
  }

  private ShadowDifference difference(UUID generation, String kind) {
    return new ShadowDifference(0, generation, kind, now, "allowed", "denied (x) by y");
  }

  private static Map<String, String> fields(String receipt) {
    ReceiptVerdict verdict = ReceiptVerifier.verify(receipt, database.signer.verifierKey());
    assertThat(verdict).isInstanceOf(ReceiptVerdict.Genuine.class);
    return ((ReceiptVerdict.Genuine) verdict).fields();
  }

  private static void assertRefused(String statement) {
    assertThatThrownBy(
            () -> {
              try (Connection server = database.server();
                  var prepared = server.createStatement()) {
                prepared.execute(statement);
              }
            })
        .isInstanceOf(SQLException.class);
  }
}
