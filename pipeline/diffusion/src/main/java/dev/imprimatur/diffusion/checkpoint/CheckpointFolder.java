package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of which only what lies inside is read: a link that leads out of it could make a
 * checkpoint's hash, or its weights, those of any file on the machine. A snapshot in the cache of a
 * hub consists of links, which lead to the blobs of the same download.
 */
final class CheckpointFolder {
  private final Path path;
  private final Path real;

  private CheckpointFolder(Path path, Path real) {
    this.path = path;
    this.real = real;
  }

  static CheckpointFolder open(Path path) throws InvalidCheckpointException {
    if (!Files.isDirectory(path)) {
      throw new InvalidCheckpointException(path + " is not a folder");
    }
    try {
      return new CheckpointFolder(path, path.toRealPath());
    } catch (IOException e) {
      throw new InvalidCheckpointException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  Path path() {
    return path;
  }

  /** Whether there is a file or folder of that name, relative to this folder. */
  boolean has(String name) {
    return Files.exists(path.resolve(name));
  }

  /** The regular file of that name, relative to this folder. */
  Path file(String name) throws InvalidCheckpointException {
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new InvalidCheckpointException(file + " is missing");
    }
    try {
      Path target = file.toRealPath();
      if (!target.startsWith(real) && !isBlob(target)) {
        throw new InvalidCheckpointException(
            file
                + " is a link that leads out of the checkpoint: copy the checkpoint with what its"
                + " links lead to");
      }
    } catch (IOException e) {
      throw new InvalidCheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
    return file;
  }

  JsonNode json(String name) throws InvalidCheckpointException {
    return JsonFile.read(file(name));
  }

  private boolean isBlob(Path target) {
    Path snapshots = real.getParent();
    return snapshots != null
        && snapshots.endsWith("snapshots")
        && snapshots.resolveSibling("blobs").equals(target.getParent());
  }
}
