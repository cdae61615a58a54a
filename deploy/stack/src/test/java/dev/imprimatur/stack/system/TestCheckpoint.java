package dev.imprimatur.stack.system;

import dev.imprimatur.stack.installation.FolderCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A checkpoint that somebody brings along: the embedded one, with another hash. */
final class TestCheckpoint {
  private TestCheckpoint() {}

  static Path in(Path folder) throws IOException {
    Path checkpoint = folder.resolve("Brought Along");
    FolderCopy.copy(Launcher.root().resolve("pipeline/models/cartoon"), checkpoint);
    change(checkpoint);
    return checkpoint;
  }

  /** Changes a byte that draws nothing, and the hash. */
  static void change(Path checkpoint) throws IOException {
    Files.writeString(checkpoint.resolve("model_index.json"), " ", StandardOpenOption.APPEND);
  }
}
