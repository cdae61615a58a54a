package dev.imprimatur.worker.tool;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.worker.attribute.AttributeFile;
import dev.imprimatur.worker.attribute.training.AttributeTraining;
import java.io.IOException;
import java.nio.file.Path;

/** Trains an attribute classifier and says how well it reads. */
final class ClassifierTraining {
  private ClassifierTraining() {}

  static void train(TrainingOrder order, ToolLines lines)
      throws IOException, InvalidCheckpointException {
    AttributeFile trained =
        AttributeTraining.train(
            Path.of(order.folder()), order.title(), order.rounds(), lines::round);
    trained.write(Path.of(order.file()));
    lines.classifier(trained.card());
  }
}
