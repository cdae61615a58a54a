package dev.imprimatur.worker.tool;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.worker.shelf.ModelPlace;

/** Compares a checkpoint as a whole with its configuration, describes it and hashes it. */
final class Inspection {
  private Inspection() {}

  static void describe(ModelPlace place, ToolLines lines) throws InvalidCheckpointException {
    lines.facts(CheckpointFacts.of(place, place.open()));
  }

  static void inspect(ModelPlace place, ToolLines lines) throws InvalidCheckpointException {
    Checkpoint checkpoint = place.open();
    lines.facts(
        CheckpointFacts.of(place, checkpoint),
        checkpoint.identity().hash(),
        checkpoint.safetyCheckerHash());
  }
}
