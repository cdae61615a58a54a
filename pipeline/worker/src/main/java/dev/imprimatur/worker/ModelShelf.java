package dev.imprimatur.worker;

import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The opened checkpoints of a folder that holds one folder a model. */
final class ModelShelf implements AutoCloseable {
  private final Map<String, DiffusionModel> models;

  private ModelShelf(Map<String, DiffusionModel> models) {
    this.models = models;
  }

  /**
   * Opens every model below {@code folder} on {@code device}.
   *
   * @throws IOException when the folder holds no model, or one that cannot be opened
   */
  static ModelShelf open(Path folder, String device) throws IOException {
    var models = new TreeMap<String, DiffusionModel>();
    for (Path model : modelFolders(folder)) {
      try {
        models.put(
            model.getFileName().toString(), DiffusionModel.open(model, DeviceChoice.parse(device)));
      } catch (InvalidCheckpointException e) {
        models.values().forEach(DiffusionModel::close);
        throw new IOException("model " + model.getFileName() + ": " + e.getMessage(), e);
      }
    }
    if (models.isEmpty()) {
      throw new IOException(folder + " holds no model: no folder in it has a model_index.json");
    }
    return new ModelShelf(models);
  }

  /** The models by id. */
  Map<String, DiffusionModel> models() {
    return models;
  }

  @Override
  public void close() {
    models.values().forEach(DiffusionModel::close);
  }

  private static List<Path> modelFolders(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> Files.exists(child.resolve("model_index.json")))
          .sorted()
          .toList();
    }
  }
}
