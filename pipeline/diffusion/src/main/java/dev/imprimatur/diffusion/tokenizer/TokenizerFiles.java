package dev.imprimatur.diffusion.tokenizer;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a tokenizer is read from. */
interface TokenizerFiles {
  /** The folder as messages name it. */
  String name();

  /** Whether there is that file. */
  boolean has(String file);

  /** What the file says. */
  String text(String file) throws InvalidCheckpointException;

  /**
   * Files of a folder.
   *
   * @param path of the folder
   */
  record Folder(Path path) implements TokenizerFiles {
    private static final long MAXIMUM_SIZE = 64L << 20;

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public boolean has(String file) {
      return Files.exists(path.resolve(file));
    }

    @Override
    public String text(String file) throws InvalidCheckpointException {
      Path found = path.resolve(file);
      try {
        if (!Files.isRegularFile(found)) {
          throw new InvalidCheckpointException(found + " is missing");
        }
        if (Files.size(found) > MAXIMUM_SIZE) {
          throw new InvalidCheckpointException(found + " is larger than 64 MiB");
        }
        return Files.readString(found);
      } catch (IOException e) {
        throw new InvalidCheckpointException(found + " cannot be read: " + e.getMessage(), e);
      }
    }
  }
}
