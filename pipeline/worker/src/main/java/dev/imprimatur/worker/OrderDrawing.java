package dev.imprimatur.worker;

import ai.djl.engine.EngineException;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.StartReport;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.Drawing;
import dev.imprimatur.diffusion.DrawingRequest;
import dev.imprimatur.diffusion.ImageRequest;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.NoiseKind;
import dev.imprimatur.diffusion.Operation;
import dev.imprimatur.diffusion.PromptStyle;
import dev.imprimatur.diffusion.StepListener;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.worker.shelf.ModelLoan;
import dev.imprimatur.worker.shelf.ModelShelf;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The story of one order in a worker: draw, report progress, look at every picture, answer. A fault
 * of the engine becomes an answer, not a crash, because trying again would meet it again.
 */
final class OrderDrawing {
  private static final Logger log = LoggerFactory.getLogger(OrderDrawing.class);

  private final ModelShelf shelf;
  private final PictureInspection inspection;
  private final Cancellations cancellations;

  OrderDrawing(ModelShelf shelf, PictureInspection inspection, Cancellations cancellations) {
    this.shelf = shelf;
    this.inspection = inspection;
    this.cancellations = cancellations;
  }

  GenerationOutcome draw(GenerationOrder order, ProgressSink sink) {
    if (cancellations.contains(order.jobId())) {
      return new GenerationOutcome.Cancelled(0);
    }
    try {
      Optional<ModelLoan> loan = shelf.borrow(order.model());
      if (loan.isEmpty()) {
        return new GenerationOutcome.Failed(
            FailureCode.UNKNOWN_MODEL, "the model " + order.model() + " is not here any more");
      }
      try (ModelLoan lent = loan.get()) {
        return outcome(order, lent.model(), sink);
      }
    } catch (InvalidCheckpointException e) {
      // The message names folders of this machine, which are nobody else's business.
      log.error("Order {} needs a model that cannot be opened: {}", order.jobId(), e.getMessage());
      return new GenerationOutcome.Failed(
          FailureCode.CANNOT_DRAW, "the model's checkpoint cannot be opened");
    } catch (EngineException e) {
      log.error("Order {} failed in the engine", order.jobId(), e);
      return new GenerationOutcome.Failed(faultCode(e), "the engine failed while drawing");
    }
  }

  /** What is drawn with is what was approved: the hash is that of what was opened. */
  private GenerationOutcome outcome(
      GenerationOrder order, DiffusionModel model, ProgressSink sink) {
    if (!model.hash().equals(order.modelHash())) {
      return new GenerationOutcome.Failed(
          FailureCode.MODEL_MISMATCH,
          "the checkpoint here is " + model.hash() + ", approved was " + order.modelHash());
    }
    return switch (OrderInspection.of(order, inspection, model.checker())) {
      case OrderInspection.Lacking(String what) ->
          new GenerationOutcome.Failed(FailureCode.CHECK_UNAVAILABLE, what);
      case OrderInspection.Ready ready -> drawn(order, model, ready, sink);
    };
  }

  private GenerationOutcome drawn(
      GenerationOrder order,
      DiffusionModel model,
      OrderInspection.Ready inspected,
      ProgressSink sink) {
    try {
      OrderStart start = OrderStart.of(order.start());
      Optional<StartReport> said = start.brought().map(inspected::start);
      return said.filter(inspected::flags)
          .<GenerationOutcome>map(GenerationOutcome.StartFlagged::new)
          .orElseGet(() ->
              outcome(
                  drawing(request(order, start.operation()), order, model, inspected, sink),
                  inspected,
                  said));
    } catch (UnusablePictureException e) {
      return new GenerationOutcome.Failed(
          FailureCode.CANNOT_DRAW, "the picture to start from " + e.getMessage());
    }
  }

  private Drawing drawing(
      DrawingRequest request,
      GenerationOrder order,
      DiffusionModel model,
      OrderInspection.Ready inspected,
      ProgressSink sink) {
    var previews = new Previews(order, inspected, sink);
    return model.draw(
        request,
        event -> {
          previews.publish(event);
          return cancellations.contains(order.jobId())
              ? StepListener.Decision.CANCEL
              : StepListener.Decision.CONTINUE;
        });
  }

  /** Brackets weigh words only where the order says so. */
  private static DrawingRequest request(GenerationOrder order, Operation operation) {
    boolean weighed =
        !order.negativeWeights().isEmpty()
            || order.images().stream().anyMatch(image -> !image.weights().isEmpty());
    String negative =
        weighed
            ? WeightMarkup.of(order.negativePrompt(), order.negativeWeights())
            : order.negativePrompt();
    return new DrawingRequest(
        order.images().stream()
            .map(image ->
                new ImageRequest(
                    weighed ? WeightMarkup.of(image.prompt(), image.weights()) : image.prompt(),
                    image.seed()))
            .toList(),
        operation,
        Optional.of(negative).filter(prompt -> !prompt.isEmpty()),
        order.width(),
        order.height(),
        order.steps(),
        order.guidanceScale(),
        Optional.of(TraceMapping.sampler(order.sampler())),
        NoiseKind.PHILOX,
        weighed ? PromptStyle.WEIGHTED : PromptStyle.PLAIN);
  }

  private static GenerationOutcome outcome(
      Drawing drawing, OrderInspection.Ready inspection, Optional<StartReport> start) {
    return switch (drawing) {
      case Drawing.Cancelled(int step) -> new GenerationOutcome.Cancelled(step);
      case Drawing.Refused(String reason) ->
          new GenerationOutcome.Failed(FailureCode.CANNOT_DRAW, reason);
      case Drawing.Finished(var pictures, var trace, var notices) ->
          new GenerationOutcome.Drawn(
              IntStream.range(0, pictures.size())
                  .mapToObj(index -> inspection.drawn(index, pictures.get(index)))
                  .toList(),
              TraceMapping.trace(trace),
              notices,
              start);
    };
  }

  private static FailureCode faultCode(EngineException fault) {
    // Both of the engine's allocators say so in words only.
    String message = String.valueOf(fault.getMessage());
    return message.contains("out of memory") || message.contains("not enough memory")
        ? FailureCode.OUT_OF_MEMORY
        : FailureCode.ENGINE_FAULT;
  }
}
