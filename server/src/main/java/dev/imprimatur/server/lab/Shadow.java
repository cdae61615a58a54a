package dev.imprimatur.server.lab;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.shadow.ShadowDifference;
import dev.imprimatur.db.shadow.ShadowRun;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.policy.rehearsal.Rehearsal;
import dev.imprimatur.policy.rehearsal.Ruling;
import dev.imprimatur.server.flow.DecisionListener;
import dev.imprimatur.server.flow.LiveDecision;
import dev.imprimatur.server.policy.BundleShelf;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets another bundle decide on every request too, after its answer and without effect. Requests
 * wait in a bounded queue; those that find it full are counted, not waited for.
 */
public final class Shadow implements DecisionListener, Runnable, AutoCloseable {
  /** Counts decisions that the bundle could not make. */
  static final String FAILED = "failed";

  /** Counts decisions for which there was no room. */
  static final String DROPPED = "dropped";

  private static final Logger log = LoggerFactory.getLogger(Shadow.class);
  private static final int ROOM = 256;
  private static final int MOST_LISTED = 10_000;
  private static final long PAUSE_SECONDS = 1;

  private final Database database;
  private final BundleShelf shelf;
  private final BlockingQueue<LiveDecision> waiting = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong dropped = new AtomicLong();
  private volatile Optional<Running> running = Optional.empty();
  private volatile @Nullable UUID unusable;
  private volatile boolean stopping;

  public Shadow(Database database, BundleShelf shelf) {
    this.database = database;
    this.shelf = shelf;
  }

  private record Running(UUID run, Rehearsal rehearsal) {}

  @Override
  public void decided(LiveDecision decision) {
    if (running.isPresent() && !waiting.offer(decision)) {
      dropped.incrementAndGet();
    }
  }

  /** Takes up what was started or stopped, on this server or another. */
  void refresh() {
    Optional<ShadowRun> wanted = database.inTransaction(stores -> stores.shadows().running());
    if (!wanted.map(ShadowRun::id).equals(running.map(Running::run))) {
      running = wanted.flatMap(this::opened);
    }
  }

  /** Whether the bundle of a run cannot be used. */
  boolean isUnusable(UUID run) {
    return run.equals(unusable);
  }

  private Optional<Running> opened(ShadowRun run) {
    if (isUnusable(run.id())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Running(run.id(), new Rehearsal(shelf.open(run.bundle()))));
    } catch (RuntimeException e) {
      unusable = run.id();
      log.error("The shadow bundle {} cannot be used: {}", run.bundle().name(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        LiveDecision next = waiting.poll(PAUSE_SECONDS, TimeUnit.SECONDS);
        refresh();
        running.ifPresent(current -> {
          recordDropped(current);
          if (next != null) {
            rehearse(current, next);
          }
        });
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("A shadow decision is lost: {}", e.toString());
      }
    }
  }

  private void recordDropped(Running current) {
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      count(current, DROPPED, lost);
    }
  }

  private void rehearse(Running current, LiveDecision decision) {
    try {
      record(current, decision, current.rehearsal.judge(decision.request(), decision.seed()));
    } catch (RuntimeException | StackOverflowError e) {
      log.warn("The shadow bundle could not decide: {}", e.toString());
      count(current, FAILED, 1);
    }
  }

  private void record(Running current, LiveDecision decision, Ruling ruling) {
    Difference difference = Difference.between(decision.ruling(), ruling);
    database.inTransaction(stores -> {
      long listed =
          stores.shadows().counts(current.run).entrySet().stream()
              .filter(entry -> Difference.of(entry.getKey()).isPresent())
              .filter(entry -> !entry.getKey().equals(Difference.NONE.id()))
              .mapToLong(entry -> entry.getValue())
              .sum();
      stores.shadows().count(current.run, difference.id(), 1);
      if (difference != Difference.NONE && listed < MOST_LISTED) {
        stores
            .shadows()
            .add(
                current.run,
                new ShadowDifference(
                    0,
                    decision.generation(),
                    difference.id(),
                    decision.at(),
                    decision.ruling().toString(),
                    ruling.toString()));
      }
      return true;
    });
  }

  private void count(Running current, String kind, long more) {
    database.inTransaction(stores -> {
      stores.shadows().count(current.run, kind, more);
      return true;
    });
  }

  @Override
  public void close() {
    stopping = true;
  }
}
