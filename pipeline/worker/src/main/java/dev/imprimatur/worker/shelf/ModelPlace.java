package dev.imprimatur.worker.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a model's checkpoint lies.
 *
 * @param id the model's id, which is the name of its folder
 * @param checkpoint a folder in the diffusers layout, or one safetensors file
 */
public record ModelPlace(String id, Path checkpoint) {
  /** What a checkpoint is called in an installation's folder of a model: a folder, or one file. */
  private static final List<String> NAMES = List.of("checkpoint", "checkpoint.safetensors");

  /** The models that came with the build: the folder of each is its checkpoint. */
  static List<ModelPlace> builtIn(Path folder) throws IOException {
    return folders(folder)
        .filter(model -> Files.exists(model.resolve("model_index.json")))
        .map(model -> new ModelPlace(model.getFileName().toString(), model))
        .toList();
  }

  /**
   * The models of an installation, whose folders may be half-written while their names are hidden.
   */
  static List<ModelPlace> added(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return folders(folder).flatMap(model -> added(folder, model).stream()).toList();
  }

  private static Optional<ModelPlace> added(Path folder, Path model) {
    String id = folder.relativize(model).toString();
    return NAMES.stream()
        .map(model::resolve)
        .filter(Files::exists)
        .findFirst()
        .map(checkpoint -> new ModelPlace(id, checkpoint));
  }

  private static Stream<Path> folders(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted()
          .toList()
          .stream();
    }
  }
}
