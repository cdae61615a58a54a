package dev.imprimatur.worker.tool;

import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.Drawing;
import dev.imprimatur.diffusion.DrawingRequest;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.RunTrace;
import dev.imprimatur.diffusion.StepListener;
import dev.imprimatur.picture.Png;
import dev.imprimatur.provenance.PngMarking;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The story of an unconnected drawing: open, draw, mark each picture as checked and logged by
 * nobody, write it.
 */
final class ScratchDrawing {
  private ScratchDrawing() {}

  /**
   * Draws what was ordered.
   *
   * @throws IllegalArgumentException if the settings do not fit each other or the model
   */
  static void draw(ScratchOrder order, ToolLines lines)
      throws InvalidCheckpointException, IOException {
    try (DiffusionModel model =
        order.place().open(ModelOptions.on(DeviceChoice.parse(order.device())))) {
      ScratchSettings settings = ScratchSettings.of(order, order.place().open().summary());
      DrawingRequest request = settings.request();
      Drawing drawing =
          model.draw(
              request,
              event -> {
                lines.step(event);
                return StepListener.Decision.CONTINUE;
              });
      switch (drawing) {
        case Drawing.Refused(String reason) -> throw new IllegalArgumentException(reason);
        case Drawing.Cancelled(int step) ->
            throw new IllegalStateException("nobody cancels a drawing of this process");
        case Drawing.Finished(var pictures, var trace, var notices) -> {
          notices.forEach(lines::notice);
          write(settings, pictures, trace, lines);
        }
      }
    }
  }

  private static void write(
      ScratchSettings settings, List<BufferedImage> pictures, RunTrace trace, ToolLines lines)
      throws IOException {
    for (int index = 0; index < pictures.size(); index++) {
      Path file = Path.of(settings.order().files().get(index));
      byte[] png =
          PngMarking.markScratch(Png.encode(pictures.get(index)), settings.mark(index, trace));
      Files.write(file, png, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lines.picture(file);
    }
  }

  /** Seeds go on as they do in a generation of the gateway. */
  static long seed(ScratchOrder order, int index) {
    return (order.seed() + index) % (ImageOrder.MAXIMUM_SEED + 1);
  }
}
