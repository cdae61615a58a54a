package dev.imprimatur.stack.model;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
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
  /** What the checkpoint of an added model is called: a folder, or one file. */
  static final List<String> NAMES = List.of("checkpoint", "checkpoint.safetensors");

  /** The checkpoint, which is a link where the model was added by one. */
  public Path checkpoint() {
    return builtIn
        ? folder
        : NAMES.stream()
            .map(folder::resolve)
            .filter(each -> Files.exists(each, LinkOption.NOFOLLOW_LINKS))
            .findFirst()
            .orElse(folder.resolve(NAMES.getFirst()));
  }

  /** Where the checkpoint really lies, if it was not copied. */
  public Optional<Path> linkedTo() throws IOException {
    Path checkpoint = checkpoint();
    return Files.isSymbolicLink(checkpoint)
        ? Optional.of(Files.readSymbolicLink(checkpoint))
        : Optional.empty();
  }

  /** Whether the checkpoint is there; one that was linked may have gone. */
  public boolean isThere() {
    return Files.exists(checkpoint());
  }

  /** Bytes of the checkpoint's files. */
  public long bytes() throws IOException {
    if (!isThere()) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> tree = Files.walk(checkpoint(), FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
