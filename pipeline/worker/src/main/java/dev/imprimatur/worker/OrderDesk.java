package dev.imprimatur.worker;

import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.worker.OrderGate.Admission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which orders count and what to answer to them. One thread admits and draws; any answers and
 * settles.
 */
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

  /** Decides what to do with a message from the queue of orders. */
  Admission admit(Optional<SignedMessage> message) {
    Admission admission =
        message
            .map(gate::admit)
            .orElseGet(() -> new Admission.Dropped("it is not a signed message"));
    switch (admission) {
      case Admission.Accepted ignored -> {}
      case Admission.Rejected rejected ->
          log.warn(
              "Order {} cannot be drawn here: {}", rejected.order().jobId(), rejected.message());
      case Admission.Dropped(String reason) ->
          log.warn("Dropped a message from the queue of orders: {}", reason);
    }
    return admission;
  }

  /** What to answer to an order that cannot be drawn here. */
  GenerationResult refusal(Admission.Rejected rejected) {
    return answer(
        rejected.order(),
        rejected.orderHash(),
        new GenerationOutcome.Failed(rejected.code(), rejected.message()));
  }

  /**
   * Draws orders of one model together.
   *
   * @return how each ended, in their order
   */
  List<OrderEnding> draw(List<Admission.Accepted> orders, ProgressSink sink) {
    return drawing.draw(orders.stream().map(Admission.Accepted::order).toList(), sink);
  }

  /** What to answer to an order that ended so. */
  GenerationResult answer(Admission.Accepted accepted, GenerationOutcome outcome) {
    return answer(accepted.order(), accepted.orderHash(), outcome);
  }

  /** Remembers that the answer to {@code order} was committed. */
  void settle(GenerationOrder order) {
    try {
      ledger.finish(order.jobId(), order.expiresAt());
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger of finished jobs cannot be written", e);
    }
  }

  private GenerationResult answer(
      GenerationOrder order, String orderHash, GenerationOutcome outcome) {
    return new GenerationResult(order.jobId(), orderHash, worker, clock.instant(), outcome);
  }
}
