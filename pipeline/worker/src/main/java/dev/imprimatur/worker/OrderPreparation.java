package dev.imprimatur.worker;

import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.StartReport;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.DrawingRequest;
import dev.imprimatur.diffusion.ImageRequest;
import dev.imprimatur.diffusion.NoiseKind;
import dev.imprimatur.diffusion.Operation;
import dev.imprimatur.diffusion.PromptStyle;
import dev.imprimatur.picture.UnusablePictureException;
import java.util.Optional;

/**
 * What comes before an order is drawn: the model is the approved one, and the start may be used.
 */
sealed interface OrderPreparation {
  /** It ends here. */
  record Ended(GenerationOutcome outcome) implements OrderPreparation {}

  /**
   * It can be drawn.
   *
   * @param inspection of its pictures
   * @param request what to draw
   * @param start what was said of the picture to start from, where somebody brought one
   */
  record Ready(
      OrderInspection.Ready inspection, DrawingRequest request, Optional<StartReport> start)
      implements OrderPreparation {}

  /** What is drawn with is what was approved: the hash is that of what was opened. */
  static OrderPreparation of(
      GenerationOrder order, DiffusionModel model, PictureInspection inspection) {
    if (!model.hash().equals(order.modelHash())) {
      return failed(
          FailureCode.MODEL_MISMATCH,
          "the checkpoint here is " + model.hash() + ", approved was " + order.modelHash());
    }
    return switch (OrderInspection.of(order, inspection, model.checker())) {
      case OrderInspection.Lacking(String what) -> failed(FailureCode.CHECK_UNAVAILABLE, what);
      case OrderInspection.Ready ready -> started(order, ready);
    };
  }

  private static OrderPreparation started(GenerationOrder order, OrderInspection.Ready inspection) {
    try {
      OrderStart start = OrderStart.of(order.start());
      Optional<StartReport> said = start.brought().map(inspection::start);
      return said.filter(inspection::flags)
          .<OrderPreparation>map(flagged -> new Ended(new GenerationOutcome.StartFlagged(flagged)))
          .orElseGet(() -> new Ready(inspection, request(order, start.operation()), said));
    } catch (UnusablePictureException e) {
      return failed(FailureCode.CANNOT_DRAW, "the picture to start from " + e.getMessage());
    }
  }

  private static Ended failed(FailureCode code, String reason) {
    return new Ended(new GenerationOutcome.Failed(code, reason));
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
}
