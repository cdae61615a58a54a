package dev.imprimatur.worker;

import ai.djl.engine.EngineException;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.diffusion.Commission;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.Drawing;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.StepListener;
import dev.imprimatur.worker.shelf.ModelLoan;
import dev.imprimatur.worker.shelf.ModelShelf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The story of some orders in a worker: draw them together, report progress, look at every picture,
 * answer each. A fault of the engine becomes an answer, not a crash, because trying again would
 * meet it again. Used by one thread; the pictures are looked at by others, while that draws.
 */
final class OrderDrawing {
  private static final Logger log = LoggerFactory.getLogger(OrderDrawing.class);

  private final ModelShelf shelf;
  private final PictureInspection inspection;
  private final Cancellations cancellations;
  private final Executor inspecting;

  /**
   * A drawing that has not begun.
   *
   * @param inspecting runs the checks of the build on previews and finished pictures
   */
  OrderDrawing(
      ModelShelf shelf,
      PictureInspection inspection,
      Cancellations cancellations,
      Executor inspecting) {
    this.shelf = shelf;
    this.inspection = inspection;
    this.cancellations = cancellations;
    this.inspecting = inspecting;
  }

  /**
   * Draws orders of one model, whose pictures share passes where their sizes allow it. A fault that
   * meets all of them is looked for in each alone.
   *
   * @return how each ended, in their order
   */
  List<OrderEnding> draw(List<GenerationOrder> orders, ProgressSink sink) {
    try {
      Optional<ModelLoan> loan = shelf.borrow(orders.getFirst().model());
      if (loan.isEmpty()) {
        return each(
            orders,
            FailureCode.UNKNOWN_MODEL,
            "the model " + orders.getFirst().model() + " is not here any more");
      }
      try (ModelLoan lent = loan.get()) {
        return outcomes(orders, lent.model(), sink);
      }
    } catch (InvalidCheckpointException e) {
      // The message names folders of this machine, which are nobody else's business.
      log.error("{} need a model that cannot be opened: {}", names(orders), e.getMessage());
      return each(orders, FailureCode.CANNOT_DRAW, "the model's checkpoint cannot be opened");
    } catch (EngineException e) {
      log.error("{} failed in the engine", names(orders), e);
      return orders.size() > 1
          ? orders.stream().map(order -> draw(List.of(order), sink).getFirst()).toList()
          : each(orders, faultCode(e), "the engine failed while drawing");
    }
  }

  private List<OrderEnding> outcomes(
      List<GenerationOrder> orders, DiffusionModel model, ProgressSink sink) {
    List<OrderPreparation> prepared = orders.stream().map(order -> prepared(order, model)).toList();
    var commissions = new ArrayList<Commission>();
    for (OrderPreparation preparation : prepared) {
      if (preparation instanceof OrderPreparation.Ready ready) {
        commissions.add(commission(ready, sink));
      }
    }
    Iterator<Drawing> drawings =
        commissions.isEmpty()
            ? Collections.emptyIterator()
            : model.drawTogether(commissions).iterator();
    return prepared.stream()
        .map(preparation ->
            switch (preparation) {
              case OrderPreparation.Ended(var outcome) -> OrderEnding.of(outcome);
              case OrderPreparation.Ready ready -> outcome(drawings.next(), ready);
            })
        .toList();
  }

  private OrderPreparation prepared(GenerationOrder order, DiffusionModel model) {
    if (cancellations.contains(order.jobId())) {
      return new OrderPreparation.Ended(new GenerationOutcome.Cancelled(0));
    }
    try {
      return OrderPreparation.of(order, model, inspection);
    } catch (RuntimeException e) {
      return new OrderPreparation.Ended(notInspected(order, e));
    }
  }

  private Commission commission(OrderPreparation.Ready ready, ProgressSink sink) {
    GenerationOrder order = ready.inspection().order();
    var previews = new Previews(order, ready.inspection(), sink, inspecting);
    return new Commission(
        ready.request(),
        event -> {
          previews.publish(event);
          return cancellations.contains(order.jobId())
              ? StepListener.Decision.CANCEL
              : StepListener.Decision.CONTINUE;
        });
  }

  private OrderEnding outcome(Drawing drawing, OrderPreparation.Ready ready) {
    return switch (drawing) {
      case Drawing.Cancelled(int step) -> OrderEnding.of(new GenerationOutcome.Cancelled(step));
      case Drawing.Refused(String reason) ->
          OrderEnding.of(new GenerationOutcome.Failed(FailureCode.CANNOT_DRAW, reason));
      case Drawing.Finished finished -> drawn(finished, ready);
    };
  }

  private OrderEnding drawn(Drawing.Finished finished, OrderPreparation.Ready ready) {
    GenerationOrder order = ready.inspection().order();
    try {
      DrawnOrder drawn = DrawnOrder.of(ready.inspection(), finished, ready.start());
      return () ->
          drawn
              .inspected(inspecting)
              .exceptionally(fault -> notInspected(order, fault))
              .thenApply(outcome -> unlessCancelled(order, outcome));
    } catch (RuntimeException e) {
      return OrderEnding.of(notInspected(order, e));
    }
  }

  private GenerationOutcome unlessCancelled(GenerationOrder order, GenerationOutcome outcome) {
    return cancellations.contains(order.jobId())
        ? new GenerationOutcome.Cancelled(order.steps())
        : outcome;
  }

  /** A picture that cannot be looked at does not leave, and others are none the worse for it. */
  private static GenerationOutcome notInspected(GenerationOrder order, Throwable fault) {
    if (fault.getCause() instanceof Error error) {
      throw error;
    }
    log.error("A picture of order {} could not be looked at", order.jobId(), fault);
    return new GenerationOutcome.Failed(faultCode(fault), "a picture could not be looked at");
  }

  private static List<OrderEnding> each(
      List<GenerationOrder> orders, FailureCode code, String reason) {
    return Collections.nCopies(
        orders.size(), OrderEnding.of(new GenerationOutcome.Failed(code, reason)));
  }

  private static String names(List<GenerationOrder> orders) {
    return orders.stream()
        .map(order -> order.jobId().toString())
        .collect(Collectors.joining(", ", "Orders ", ""));
  }

  private static FailureCode faultCode(Throwable fault) {
    // Both of the engine's allocators say so in words only.
    String message = String.valueOf(fault.getMessage());
    return message.contains("out of memory") || message.contains("not enough memory")
        ? FailureCode.OUT_OF_MEMORY
        : FailureCode.ENGINE_FAULT;
  }
}
