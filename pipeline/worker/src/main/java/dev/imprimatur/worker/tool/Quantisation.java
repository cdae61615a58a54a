package dev.imprimatur.worker.tool;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Quantiser;
import dev.imprimatur.worker.shelf.ModelPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a checkpoint with weights of 8 bits and looks at what came of it. */
final class Quantisation {
  private Quantisation() {}

  static void quantise(Path from, Path to, ToolLines lines)
      throws InvalidCheckpointException, IOException {
    Quantiser.quantise(from, to);
    Inspection.inspect(new ModelPlace("", to, Optional.empty(), Optional.empty()), lines);
  }
}
