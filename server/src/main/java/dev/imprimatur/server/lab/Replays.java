package dev.imprimatur.server.lab;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.policy.rehearsal.Rehearsal;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.policy.BundleShelf;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Runs of recorded requests, one at a time. The latest few are remembered until the server stops;
 * that they took place stands in the log.
 */
public final class Replays {
  private static final int REMEMBERED = 10;

  private final Database database;
  private final BundleShelf shelf;
  private final Clock clock;
  private final Deque<Replay> latest = new ArrayDeque<>();

  public Replays(Database database, BundleShelf shelf, Clock clock) {
    this.database = database;
    this.shelf = shelf;
    this.clock = clock;
  }

  /** Begins a run, which the executor carries on. */
  synchronized LabOutcome<Replay> start(
      Caller caller, UUID bundle, ReplayQuery query, Executor executor) {
    Optional<StoredBundle> found = shelf.find(bundle);
    if (found.isEmpty()) {
      return new LabOutcome.Unknown<>("policy bundle");
    }
    if (latest.stream().anyMatch(run -> run.state() == Replay.State.RUNNING)) {
      return new LabOutcome.Unfit<>(
          "replay_running", "Another replay is going on; wait for its end or call it off.");
    }
    Replay replay = replay(caller, found.get(), query);
    executor.execute(replay);
    latest.addFirst(replay);
    if (latest.size() > REMEMBERED) {
      latest.removeLast();
    }
    return new LabOutcome.Done<>(replay);
  }

  private Replay replay(Caller caller, StoredBundle bundle, ReplayQuery query) {
    var rehearsal = new Rehearsal(shelf.open(bundle));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ReplayOrder order =
        database.inTransaction(stores -> {
          Account account = stores.accounts().seen(caller.subject(), caller.userName(), now);
          UUID id = UUID.randomUUID();
          stores.replays().record(id, bundle, account, query.since(), query.reason(), now);
          return new ReplayOrder(id, bundle, account, query.since(), query.limit(), now);
        });
    return new Replay(order, rehearsal, database);
  }

  /** The runs that a caller may see, the newest first: authors see their own. */
  synchronized List<Replay> visible(Caller caller) {
    return latest.stream()
        .filter(run -> seesNames(caller) || run.order().by().userName().equals(caller.userName()))
        .toList();
  }

  Optional<Replay> find(Caller caller, UUID id) {
    return visible(caller).stream().filter(run -> run.order().id().equals(id)).findFirst();
  }

  /** Whether a caller may know who asked: whoever reviews everybody's requests may. */
  static boolean seesNames(Caller caller) {
    return caller.roles().contains(Role.COMPLIANCE_OFFICER)
        || caller.roles().contains(Role.AUDITOR);
  }
}
