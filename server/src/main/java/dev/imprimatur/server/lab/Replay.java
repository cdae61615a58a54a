package dev.imprimatur.server.lab;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.generation.Filter;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.Page;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.policy.rehearsal.Rehearsal;
import dev.imprimatur.policy.rehearsal.Ruling;
import dev.imprimatur.server.flow.RecordedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides recorded requests again under another bundle, page by page and the newest first, until
 * there are no more, enough were read, or it is called off. It keeps what would differ, not what
 * was asked.
 */
final class Replay implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);
  private static final int PAGE = 50;
  private static final int MOST_LINES = 5_000;

  private final ReplayOrder order;
  private final Rehearsal rehearsal;
  private final Database database;
  private final Map<Difference, Integer> counts = new EnumMap<>(Difference.class);
  private final List<ReplayLine> lines = new ArrayList<>();
  private int assumed;
  private Instant reached;
  private volatile State state = State.RUNNING;
  private volatile boolean cancelled;

  Replay(ReplayOrder order, Rehearsal rehearsal, Database database) {
    this.order = order;
    this.rehearsal = rehearsal;
    this.database = database;
    this.reached = order.at();
  }

  /** How far a run has come. */
  enum State {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED
  }

  /**
   * What has come of a run so far.
   *
   * @param examined how many requests were decided again
   * @param reached the time of the last of them
   * @param assumed for how many the roles were not recorded
   * @param counts by difference
   * @param lines those that differ, as far as they are kept
   */
  record Progress(
      State state,
      int examined,
      Instant reached,
      int assumed,
      Map<Difference, Integer> counts,
      List<ReplayLine> lines) {}

  ReplayOrder order() {
    return order;
  }

  State state() {
    return state;
  }

  void cancel() {
    cancelled = true;
  }

  synchronized Progress progress() {
    return new Progress(
        state, examined(), reached, assumed, new EnumMap<>(counts), List.copyOf(lines));
  }

  @Override
  public void run() {
    try {
      Optional<Cursor> cursor = Optional.empty();
      do {
        cursor = page(cursor);
      } while (cursor.isPresent() && !cancelled);
      state = cancelled ? State.CANCELLED : State.DONE;
    } catch (RuntimeException e) {
      log.error("Replay {} has failed: {}", order.id(), e.toString());
      state = State.FAILED;
    }
  }

  /** Reads one page; where the next one begins, if there is one to read. */
  private Optional<Cursor> page(Optional<Cursor> cursor) {
    int wanted = Math.min(PAGE, order.limit() - examined());
    Page page =
        database.inTransaction(stores -> stores.generations().page(filter(), cursor, wanted));
    for (Generation generation : page.items()) {
      if (cancelled) {
        return Optional.empty();
      }
      decide(generation);
    }
    return page.next().filter(next -> examined() < order.limit());
  }

  /** What was asked after the run began belongs to no run. */
  private Filter filter() {
    return Filter.between(order.since(), order.at());
  }

  private void decide(Generation generation) {
    RecordedRequest recorded = RecordedRequest.of(generation);
    Ruling from = recorded.detail().ruling();
    Ruling to = rehearsal.judge(recorded.request(), recorded.detail().seed());
    note(
        new ReplayLine(
            generation.id(),
            generation.createdAt(),
            generation.owner(),
            Difference.between(from, to),
            from,
            to,
            recorded.assumed()));
  }

  private synchronized void note(ReplayLine line) {
    counts.merge(line.difference(), 1, Integer::sum);
    assumed += line.assumed() ? 1 : 0;
    reached = line.at();
    if (line.difference() != Difference.NONE && lines.size() < MOST_LINES) {
      lines.add(line);
    }
  }

  private synchronized int examined() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
