package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Weights in the pickle format, which are never read: reading a pickle can run its author's code.
 */
final class Pickle {
  private static final List<String> ENDINGS = List.of(".bin", ".ckpt", ".pt", ".pth", ".pkl");

  private Pickle() {}

  static boolean isNamedLikeOne(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  static InvalidCheckpointException refused(Path file) {
    return new InvalidCheckpointException(
        file + " is a pickle, which can run code when it is read: convert it to safetensors");
  }
}
