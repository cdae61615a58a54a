package dev.imprimatur.db.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.merkle.ConsistencyProof;
import dev.imprimatur.db.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransparencyLogTest {
  private static TestDatabase database;

  @BeforeAll
  static void open() throws Exception {
    database = new TestDatabase();
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
  }

  @Test
  void append_byManyThreads_leavesATreeWithoutGapsWhoseEveryPrefixIsProved() throws Exception {
    List<Appended> appended = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Appended>> work = new ArrayList<>();
      for (int i = 0; i < 67; i++) {
        byte[] entry = ("entry " + i).getBytes(StandardCharsets.UTF_8);
        work.add(() -> database.inTransaction(stores -> stores.log().append(entry)));
      }
      for (Future<Appended> future : threads.invokeAll(work)) {
        appended.add(future.get());
      }
    }
    long first = appended.stream().mapToLong(Appended::index).min().orElseThrow();
    assertThat(appended.stream().map(Appended::index).sorted().toList())
        .containsExactlyElementsOf(LongStream.range(first, first + 67).boxed().toList());

    List<Checkpoint> checkpoints = new ArrayList<>();
    appended.sort(java.util.Comparator.comparingLong(Appended::index));
    for (Appended leaf : appended) {
      leaf.checkpoint().requireSignedBy(database.signer.verifierKey());
      checkpoints.add(Checkpoint.parse(leaf.checkpoint().text()));
    }
    for (int old = 0; old < checkpoints.size(); old += 3) {
      for (int now = old; now < checkpoints.size(); now += 5) {
        requireConsistent(checkpoints.get(old), checkpoints.get(now));
      }
    }
  }

  @Test
  void append_rolledBack_leavesNothing() {
    long before = size();
    assertThatThrownBy(() ->
            database.inTransaction(stores -> {
              stores.log().append(new byte[] {1});
              throw new IllegalStateException("undo");
            }))
        .hasMessage("undo");
    assertThat(size()).isEqualTo(before);
    assertThat(database.inTransaction(stores -> stores.log().append(new byte[] {2})).index())
        .isEqualTo(before);
  }

  @Test
  void latest_isTheSignedCheckpointOfTheLastAppend() throws Exception {
    Appended last = database.inTransaction(stores -> stores.log().append(new byte[] {3}));
    SignedNote latest = database.inTransaction(stores -> stores.log().latest());
    latest.requireSignedBy(database.signer.verifierKey());
    assertThat(latest.text()).isEqualTo(last.checkpoint().text());
  }

  /** The attacks of somebody who holds the server's login. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update log_leaf set entry = 'x'",
        "delete from log_leaf",
        "truncate log_leaf",
        "update log_node set hash = decode(repeat('00', 32), 'hex')",
        "delete from log_node",
        "delete from log_checkpoint",
        "update log_checkpoint set note = 'x'",
        "update log_head set size = 0",
        "delete from log_head",
        "drop table log_leaf",
        "alter table log_head disable trigger all",
        "delete from access",
        "update generation_image set released = true",
        "delete from generation_image_release",
        "delete from generation_review",
        "update generation_review set receipt = 'x'",
      })
  void sql_ofTheServerThatRewritesHistory_isRefused(String statement) throws Exception {
    database.inTransaction(stores -> stores.log().append(new byte[] {1}));
    try (Connection connection = database.server();
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .isInstanceOf(SQLException.class)
          .satisfies(e ->
              assertThat(e.getMessage())
                  .containsAnyOf("permission denied", "must be owner", "one entry at a time"));
    }
  }

  private static long size() {
    return database.inTransaction(
        stores -> Long.parseLong(stores.log().latest().text().split("\n", -1)[1]));
  }

  private static void requireConsistent(Checkpoint old, Checkpoint now) {
    List<Hash> path =
        database.inTransaction(stores -> stores.log().consistencyProof(old.size(), now.size()));
    assertThat(new ConsistencyProof(old.size(), now.size(), path).check(old.root(), now.root()))
        .matches(check -> check.holds(), old.size() + " to " + now.size());
  }
}
