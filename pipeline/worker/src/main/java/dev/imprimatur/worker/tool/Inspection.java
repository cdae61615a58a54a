package dev.imprimatur.worker.tool;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import java.nio.file.Path;

/** Compares a checkpoint as a whole with its configuration, describes it and hashes it. */
final class Inspection {
  private Inspection() {}

  static void describe(Path path, ToolLines lines) throws InvalidCheckpointException {
    lines.facts(CheckpointFacts.of(path, Checkpoint.open(path)));
  }

  static void inspect(Path path, ToolLines lines) throws InvalidCheckpointException {
    Checkpoint checkpoint = Checkpoint.open(path);
    lines.facts(CheckpointFacts.of(path, checkpoint), checkpoint.hash());
  }
}
