package dev.imprimatur.worker;

import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.worker.OrderGate.Admission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one message after the other and says what to answer. Used by one thread. */
final class OrderDesk {
  private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);

  private final String worker;
  private final OrderGate gate;
  private final OrderDrawing drawing;
  private final ReplayLedger ledger;
  private final Clock clock;

  OrderDesk(String worker, OrderGate gate, OrderDrawing drawing, ReplayLedger ledger, Clock clock) {
    this.worker = worker;
    this.gate = gate;
    this.drawing = drawing;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * An order and what to say to it.
   *
   * @param order the order
   * @param result the answer, not yet sent
   */
  record Answer(GenerationOrder order, GenerationResult result) {}

  /** Draws the order in {@code message}; nothing when nobody is owed an answer. */
  Optional<Answer> handle(Optional<SignedMessage> message, ProgressSink sink) {
    Admission admission =
        message
            .map(gate::admit)
            .orElseGet(() -> new Admission.Dropped("it is not a signed message"));
    return switch (admission) {
      case Admission.Accepted(var order, var hash) ->
          Optional.of(answer(order, hash, drawing.draw(order, sink)));
      case Admission.Rejected(var order, var hash, var code, var reason) -> {
        log.warn("Order {} cannot be drawn here: {}", order.jobId(), reason);
        yield Optional.of(answer(order, hash, new GenerationOutcome.Failed(code, reason)));
      }
      case Admission.Dropped(String reason) -> {
        log.warn("Dropped a message from the queue of orders: {}", reason);
        yield Optional.empty();
      }
    };
  }

  /** Remembers that the answer to {@code order} was committed. */
  void settle(GenerationOrder order) {
    try {
      ledger.finish(order.jobId(), order.expiresAt());
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger of finished jobs cannot be written", e);
    }
  }

  private Answer answer(GenerationOrder order, String orderHash, GenerationOutcome outcome) {
    return new Answer(
        order, new GenerationResult(order.jobId(), orderHash, worker, clock.instant(), outcome));
  }
}
