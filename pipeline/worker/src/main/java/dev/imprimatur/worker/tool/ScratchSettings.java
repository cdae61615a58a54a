package dev.imprimatur.worker.tool;

import dev.imprimatur.contract.Sampler;
import dev.imprimatur.diffusion.DrawingRequest;
import dev.imprimatur.diffusion.ImageRequest;
import dev.imprimatur.diffusion.NoiseKind;
import dev.imprimatur.diffusion.Operation;
import dev.imprimatur.diffusion.PromptStyle;
import dev.imprimatur.diffusion.RunTrace;
import dev.imprimatur.diffusion.checkpoint.CheckpointSummary;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import dev.imprimatur.picture.Picture;
import dev.imprimatur.provenance.ScratchMark;
import dev.imprimatur.worker.TraceMapping;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order with everything filled in that it leaves open.
 *
 * @param sampler its wire name
 * @param operation what the drawing starts from
 */
record ScratchSettings(
    ScratchOrder order,
    int width,
    int height,
    int steps,
    double guidanceScale,
    String sampler,
    Operation operation) {
  private static final int UNIT = 8;

  static ScratchSettings of(ScratchOrder order, CheckpointSummary summary) throws IOException {
    ModelSettings.Defaults defaults = ModelSettings.of(summary).defaults();
    Optional<Picture> image = read(order.image());
    int width = or(order.width(), image.map(start -> side(start.width())).orElse(defaults.width()));
    int height =
        or(order.height(), image.map(start -> side(start.height())).orElse(defaults.height()));
    return new ScratchSettings(
        order,
        width,
        height,
        or(order.steps(), defaults.steps()),
        or(order.guidanceScale(), defaults.guidanceScale()),
        or(order.sampler(), defaults.sampler()),
        operation(order, summary.family(), image, width, height));
  }

  DrawingRequest request() {
    return new DrawingRequest(
        IntStream.range(0, order.files().size())
            .mapToObj(index -> new ImageRequest(order.prompt(), ScratchDrawing.seed(order, index)))
            .toList(),
        operation,
        Optional.ofNullable(order.negativePrompt()).filter(prompt -> !prompt.isEmpty()),
        width,
        height,
        steps,
        guidanceScale,
        Optional.of(TraceMapping.sampler(named(sampler))),
        NoiseKind.PHILOX,
        PromptStyle.WEIGHTED);
  }

  ScratchMark mark(int index, RunTrace trace) {
    return new ScratchMark(
        ScratchMark.STATEMENT,
        order.model(),
        trace.modelHash(),
        operationName(),
        strength(),
        ScratchDrawing.seed(order, index),
        width,
        height,
        steps,
        guidanceScale,
        sampler,
        trace.code(),
        trace.device(),
        trace.libraries());
  }

  private static Operation operation(
      ScratchOrder order, Family family, Optional<Picture> image, int width, int height)
      throws IOException {
    if (image.isEmpty()) {
      return new Operation.TextToImage();
    }
    BufferedImage start = StartPicture.scaled(image.get(), width, height);
    Optional<Picture> mask = read(order.mask());
    return mask.<Operation>map(hole ->
            new Operation.Inpainting(
                start, StartPicture.scaled(hole, width, height), or(order.strength(), 1.0)))
        .orElseGet(() -> new Operation.ImageToImage(start, or(order.strength(), strength(family))));
  }

  private static double strength(Family family) {
    return switch (family) {
      case VERSION_1, VERSION_2 -> 0.8;
      case XL -> 0.3;
    };
  }

  private String operationName() {
    return switch (operation) {
      case Operation.TextToImage() -> "text-to-image";
      case Operation.ImageToImage image -> "image-to-image";
      case Operation.Inpainting inpainting -> "inpainting";
    };
  }

  private @Nullable Double strength() {
    return switch (operation) {
      case Operation.TextToImage() -> null;
      case Operation.ImageToImage(BufferedImage start, double strength) -> strength;
      case Operation.Inpainting(BufferedImage start, BufferedImage mask, double strength) ->
          strength;
    };
  }

  private static Sampler named(String name) {
    return Sampler.named(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no sampler %s; there are %s".formatted(name, Sampler.names())));
  }

  private static Optional<Picture> read(@Nullable String file) throws IOException {
    return file == null ? Optional.empty() : Optional.of(StartPicture.read(Path.of(file)));
  }

  private static int side(int pixels) {
    return Math.max(UNIT, pixels / UNIT * UNIT);
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return Objects.requireNonNullElse(given, otherwise);
  }
}
