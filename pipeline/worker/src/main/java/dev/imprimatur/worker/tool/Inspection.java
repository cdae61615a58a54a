package dev.imprimatur.worker.tool;

import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.file.Path;

/** Opens a checkpoint as if to draw with it, which compares all of it with its configuration. */
final class Inspection {
  private Inspection() {}

  static void inspect(Path checkpoint, ToolLines lines)
      throws InvalidCheckpointException, IOException {
    try (DiffusionModel model = DiffusionModel.open(checkpoint, DeviceChoice.parse("cpu"))) {
      lines.facts(CheckpointFacts.of(checkpoint), model.hash());
    }
  }
}
