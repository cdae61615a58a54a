package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.safety.SafetyChecker;
import dev.imprimatur.diffusion.safety.SafetyDistances;
import dev.imprimatur.picture.Picture;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * The safety checker that a checkpoint brings along. A drawing does not ask it: whoever shows
 * pictures does, on the thread that draws.
 */
public final class OwnChecker {
  /** Raised when the same picture could come out at other distances. */
  public static final String VERSION = "stable-diffusion/1";

  private final String hash;
  private final Part<SafetyChecker> checker;

  private OwnChecker(String hash, Part<SafetyChecker> checker) {
    this.hash = hash;
    this.checker = checker;
  }

  static Optional<OwnChecker> of(Checkpoint checkpoint, NDManager manager, ModelOptions options)
      throws InvalidCheckpointException {
    Optional<String> hash = options.safetyCheckerHash(checkpoint);
    return hash.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OwnChecker(
                hash.get(),
                ModelParts.part(options, () -> {}, whole -> load(checkpoint, manager))));
  }

  /** SHA-256 that names its configurations and weights, lower-case hex. */
  public String hash() {
    return hash;
  }

  /** Compares a picture, at most 64 times as long as wide, with all concepts. */
  public SafetyDistances compare(BufferedImage picture) {
    Picture plain = Picture.of(picture);
    return checker.with(loaded -> loaded.compare(plain));
  }

  void close() {
    checker.close();
  }

  private static SafetyChecker load(Checkpoint checkpoint, NDManager manager)
      throws InvalidCheckpointException {
    try (Component component = checkpoint.component(SafetyChecker.PART)) {
      return SafetyChecker.load(manager, component, checkpoint.featureExtractorConfig());
    }
  }
}
