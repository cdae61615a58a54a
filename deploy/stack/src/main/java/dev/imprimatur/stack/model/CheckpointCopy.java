package dev.imprimatur.stack.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.stack.tool.CheckpointPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Brings a checkpoint into a model's folder: by copying what takes part in drawing, because
 * published folders often hold it several times, or by a link. Configurations that lie elsewhere
 * are always copied.
 */
record CheckpointCopy(CheckpointPlace from, CheckpointPlace to, boolean link) {
  /**
   * Makes the copy.
   *
   * @param files where each file lies, by its name in the checkpoint
   */
  void make(JsonNode files) throws IOException {
    if (link) {
      Files.createSymbolicLink(to.checkpoint(), from.checkpoint().toRealPath());
    }
    for (Map.Entry<String, JsonNode> file : files.properties()) {
      Path source = Path.of(file.getValue().asText());
      if (isOfTheCheckpoint(source)) {
        if (!link) {
          copy(source, target(file.getKey()));
        }
      } else if (to.configuration().isPresent()) {
        copy(source, to.configuration().get().resolve(file.getKey()));
      }
    }
  }

  private boolean isOfTheCheckpoint(Path file) {
    return file.startsWith(from.checkpoint());
  }

  private Path target(String name) {
    return Files.isDirectory(from.checkpoint()) ? to.checkpoint().resolve(name) : to.checkpoint();
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
