package dev.imprimatur.worker.shelf;

import dev.imprimatur.diffusion.DiffusionModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.safety.SafetyChecker;
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
 * @param configuration a folder with the configurations of a checkpoint in one file, where it needs
 *     one
 * @param loras a folder of LoRAs that are merged into it, where there is one
 */
public record ModelPlace(
    String id, Path checkpoint, Optional<Path> configuration, Optional<Path> loras) {
  /** What a checkpoint is called in an installation's folder of a model: a folder, or one file. */
  private static final List<String> NAMES = List.of("checkpoint", "checkpoint.safetensors");

  private static final String CONFIGURATION = "configuration";
  private static final String LORAS = "loras";

  /**
   * Compares the checkpoint as a whole with its configuration, without reading its weights.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  public Checkpoint open() throws InvalidCheckpointException {
    Checkpoint base =
        configuration.isPresent()
            ? Checkpoint.open(checkpoint, configuration.get())
            : Checkpoint.open(checkpoint);
    if (base.has(SafetyChecker.PART)) {
      SafetyChecker.requireUsable(base);
    }
    return loras.isPresent() ? base.with(LoraFolder.read(loras.get())) : base;
  }

  /**
   * Opens the model to draw with it.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with the checkpoint
   */
  public DiffusionModel open(ModelOptions options) throws InvalidCheckpointException {
    return DiffusionModel.open(open(), checkpoint, options);
  }

  /** The models that came with the build: the folder of each is its checkpoint. */
  static List<ModelPlace> builtIn(Path folder) throws IOException {
    return folders(folder)
        .filter(model -> Files.exists(model.resolve("model_index.json")))
        .map(model ->
            new ModelPlace(
                model.getFileName().toString(), model, Optional.empty(), Optional.empty()))
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
    Optional<Path> configuration =
        Optional.of(model.resolve(CONFIGURATION)).filter(Files::isDirectory);
    Optional<Path> loras = Optional.of(model.resolve(LORAS)).filter(Files::isDirectory);
    return NAMES.stream()
        .map(model::resolve)
        .filter(Files::exists)
        .findFirst()
        .map(checkpoint -> new ModelPlace(id, checkpoint, configuration, loras));
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
