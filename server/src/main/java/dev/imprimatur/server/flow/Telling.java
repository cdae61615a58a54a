package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.rehearsal.Rehearsal;
import dev.imprimatur.policy.rehearsal.Ruling;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener of decisions and keeps its faults from the requests. */
final class Telling {
  private static final Logger log = LoggerFactory.getLogger(Telling.class);

  private final DecisionListener listener;

  Telling(DecisionListener listener) {
    this.listener = listener;
  }

  void admitted(Signed signed, Instant at) {
    tell(() ->
        decision(
            signed.order().jobId(),
            at,
            signed.permitted().normalised(),
            signed.permitted().ruling()));
  }

  void refused(UUID id, Instant at, Normalised normalised, Decision.Denied denied) {
    tell(() -> decision(id, at, normalised, Rehearsal.of(denied)));
  }

  private static LiveDecision decision(UUID id, Instant at, Normalised normalised, Ruling ruling) {
    return new LiveDecision(
        id, at, Requests.of(normalised), normalised.request().settings().seed(), ruling);
  }

  private void tell(Supplier<LiveDecision> decision) {
    try {
      listener.decided(decision.get());
    } catch (RuntimeException e) {
      log.warn("A decision could not be passed on: {}", e.toString());
    }
  }
}
