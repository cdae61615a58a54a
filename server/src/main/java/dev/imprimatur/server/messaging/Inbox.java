package dev.imprimatur.server.messaging;

import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.Heartbeat;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.contract.Verification;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.server.flow.GenerationDetail.Failure;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.generation.ProgressFeed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with each kind of message. None is believed without a worker's signature. */
final class Inbox {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final int REMEMBERED = 1_000;

  private final MessageVerifier workers;
  private final MessageVerifier ourselves;
  private final GenerationFlow flow;
  private final Database database;
  private final ProgressFeed feed;
  private final Workforce workforce;
  private final Set<UUID> begun =
      Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

  /**
   * @param workers knows the workers' keys
   * @param ourselves knows our own key, to recognise orders that come back dead
   */
  Inbox(
      MessageVerifier workers,
      MessageVerifier ourselves,
      GenerationFlow flow,
      Database database,
      ProgressFeed feed,
      Workforce workforce) {
    this.workers = workers;
    this.ourselves = ourselves;
    this.flow = flow;
    this.database = database;
    this.feed = feed;
    this.workforce = workforce;
  }

  void result(SignedMessage message) {
    accepted("result", workers.result(message)).ifPresent(flow::receive);
  }

  void heartbeat(SignedMessage message) {
    Optional<Heartbeat> heartbeat = accepted("heartbeat", workers.heartbeat(message));
    heartbeat.ifPresent(workforce::heard);
  }

  void progress(SignedMessage message) {
    Optional<Progress> progress = accepted("progress", workers.progress(message));
    progress.ifPresent(step -> {
      if (begun.add(step.jobId())) {
        noteDrawing(step.jobId());
      }
      feed.stepped(step);
    });
  }

  /** An order that no worker survived ends here, so that its owner does not wait for ever. */
  void deadOrder(SignedMessage message) {
    Optional<GenerationOrder> order = accepted("order", ourselves.order(message));
    order.ifPresent(dead ->
        flow.fail(
            dead.jobId(),
            new Failure(
                "worker_lost",
                "Several workers broke down while drawing this. It is not tried again.")));
  }

  /** A result that could not be taken many times over: its generation ends as failed. */
  void deadResult(SignedMessage message) {
    Optional<GenerationResult> result = accepted("result", workers.result(message));
    result.ifPresent(dead ->
        flow.fail(
            dead.jobId(),
            new Failure("result_lost", "The worker's answer could not be recorded.")));
  }

  private void noteDrawing(UUID id) {
    database.inTransaction(stores -> {
      stores.generations().drawing(id);
      return true;
    });
    feed.moved(id, GenerationState.DRAWING);
  }

  private static <T> Optional<T> accepted(String kind, Verification<T> verification) {
    return switch (verification) {
      case Verification.Genuine<T> genuine -> Optional.of(genuine.message());
      case Verification.Refused<T> refused -> {
        log.warn("A {} is refused: {}", kind, refused.reason());
        yield Optional.empty();
      }
    };
  }

  private static final class Recent extends LinkedHashMap<UUID, Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }
}
