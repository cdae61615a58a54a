package dev.imprimatur.stack.tool;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a checkpoint lies.
 *
 * @param checkpoint a folder in the diffusers layout, or one safetensors file
 * @param configuration a folder with the configurations of a checkpoint in one file, where it needs
 *     one
 * @param loras a folder of LoRAs that are merged into it, each named {@code 00_0.8.safetensors} by
 *     its place and weight
 */
public record CheckpointPlace(Path checkpoint, Optional<Path> configuration, Optional<Path> loras) {
  private static final String FOLDER = "checkpoint";
  private static final String FILE = "checkpoint.safetensors";
  private static final String CONFIGURATION = "configuration";
  private static final String LORAS = "loras";

  /** A checkpoint without LoRAs. */
  public CheckpointPlace(Path checkpoint, Optional<Path> configuration) {
    this(checkpoint, configuration, Optional.empty());
  }

  /** The places in an added model's folder; a link to what is gone counts as well. */
  public static CheckpointPlace in(Path model) {
    boolean single = Files.exists(model.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    return new CheckpointPlace(
        model.resolve(single ? FILE : FOLDER),
        Optional.of(model.resolve(CONFIGURATION)).filter(Files::isDirectory),
        Optional.of(model.resolve(LORAS)).filter(Files::isDirectory));
  }

  /** The places that a copy or a link of this will have in a model's folder. */
  public CheckpointPlace to(Path model) {
    return new CheckpointPlace(
        model.resolve(Files.isDirectory(checkpoint) ? FOLDER : FILE),
        configuration.map(folder -> model.resolve(CONFIGURATION)),
        loras.map(folder -> model.resolve(LORAS)));
  }

  /** Whether all of it is there. */
  public boolean isThere() {
    return Files.exists(checkpoint) && configuration.map(Files::isDirectory).orElse(true);
  }

  /** A task of {@link WorkerTool} on it. */
  public String[] task(String name) {
    var words = new ArrayList<>(List.of(name, checkpoint.toString()));
    configuration.ifPresent(folder -> words.add("configuration=" + folder));
    loras.ifPresent(folder -> words.add("loras=" + folder));
    return words.toArray(String[]::new);
  }
}
