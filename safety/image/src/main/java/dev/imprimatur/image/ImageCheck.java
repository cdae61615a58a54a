package dev.imprimatur.image;

import java.awt.image.BufferedImage;

/** One way of looking at a picture. It scores; whether a score is too high, policy says. */
public interface ImageCheck extends AutoCloseable {
  /** The name under which policies set its thresholds, for example {@code nsfw}. */
  String name();

  /** Raised when the same picture could score differently. */
  String version();

  /** SHA-256 of its weights, lower-case hex. */
  String weightsHash();

  /**
   * Scores a picture of any size. Safe for use by many threads at once: weights only are shared.
   */
  CheckScores check(BufferedImage picture);

  @Override
  void close();
}
