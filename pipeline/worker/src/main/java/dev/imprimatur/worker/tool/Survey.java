package dev.imprimatur.worker.tool;

import dev.imprimatur.contract.Sampler;
import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.Drawing;
import dev.imprimatur.diffusion.DrawingRequest;
import dev.imprimatur.diffusion.ImageRequest;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.NoiseKind;
import dev.imprimatur.diffusion.Operation;
import dev.imprimatur.diffusion.PromptStyle;
import dev.imprimatur.diffusion.StepListener;
import dev.imprimatur.picture.Picture;
import dev.imprimatur.worker.TraceMapping;
import dev.imprimatur.worker.attribute.AttributeClassifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The story of a survey: pictures are drawn some at a time, a classifier reads each, and only what
 * it read is told.
 */
final class Survey {
  /** Pictures in a call; on a graphics card they share passes. */
  private static final int TOGETHER = 8;

  private Survey() {}

  static void draw(SurveyOrder order, ToolLines lines)
      throws InvalidCheckpointException, IOException {
    try (AttributeClassifier classifier = AttributeClassifier.open(Path.of(order.classifier()));
        DiffusionModel model =
            order.place().open(ModelOptions.on(DeviceChoice.parse(order.device())))) {
      lines.survey(model.hash(), classifier);
      for (int from = 0; from < order.pictures().size(); from += TOGETHER) {
        List<SurveyOrder.Wanted> wanted =
            order.pictures().subList(from, Math.min(order.pictures().size(), from + TOGETHER));
        List<BufferedImage> pictures = draw(model, request(order, wanted));
        for (int index = 0; index < pictures.size(); index++) {
          lines.reading(
              wanted.get(index),
              classifier.read(Picture.of(pictures.get(index))),
              pictures.get(index));
        }
      }
    }
  }

  private static DrawingRequest request(SurveyOrder order, List<SurveyOrder.Wanted> wanted) {
    Sampler sampler =
        Sampler.named(order.sampler())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no sampler %s; there are %s"
                        .formatted(order.sampler(), Sampler.names())));
    return new DrawingRequest(
        wanted.stream().map(each -> new ImageRequest(each.markedUp(), each.seed())).toList(),
        new Operation.TextToImage(),
        Optional.empty(),
        order.width(),
        order.height(),
        order.steps(),
        order.guidanceScale(),
        Optional.of(TraceMapping.sampler(sampler)),
        NoiseKind.PHILOX,
        PromptStyle.WEIGHTED);
  }

  private static List<BufferedImage> draw(DiffusionModel model, DrawingRequest request) {
    return switch (model.draw(request, event -> StepListener.Decision.CONTINUE)) {
      case Drawing.Finished(var pictures, var trace, var notices) -> pictures;
      case Drawing.Refused(String reason) -> throw new IllegalArgumentException(reason);
      case Drawing.Cancelled(int step) ->
          throw new IllegalStateException("nobody cancels a drawing of this process");
    };
  }
}
