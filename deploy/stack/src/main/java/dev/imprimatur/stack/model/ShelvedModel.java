package dev.imprimatur.stack.model;

import dev.imprimatur.stack.tool.CheckpointPlace;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model that this installation has.
 *
 * @param card what it says of itself
 * @param folder where it lies
 * @param builtIn whether it came with the build; then its folder is its checkpoint
 */
public record ShelvedModel(ModelCard card, Path folder, boolean builtIn) {
  /** Where the checkpoint is; it is a link where the model was added by one. */
  public CheckpointPlace place() {
    return builtIn ? new CheckpointPlace(folder, Optional.empty()) : CheckpointPlace.in(folder);
  }

  /** Where the checkpoint really lies, if it was not copied. */
  public Optional<Path> linkedTo() throws IOException {
    Path checkpoint = place().checkpoint();
    return Files.isSymbolicLink(checkpoint)
        ? Optional.of(Files.readSymbolicLink(checkpoint))
        : Optional.empty();
  }

  /** Whether the checkpoint is there; one that was linked may have gone. */
  public boolean isThere() {
    return place().isThere();
  }

  /** Bytes of the checkpoint's files. */
  public long bytes() throws IOException {
    if (!isThere()) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> tree = Files.walk(place().checkpoint(), FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
