package dev.imprimatur.policy.model;

import dev.imprimatur.policy.signal.Level;

/**
 * From which probability an output is noted.
 *
 * @param uncertain from here a prompt is worth a second look
 * @param likely from here the output is taken to be true; at least {@code uncertain}
 */
public record Thresholds(double uncertain, double likely) {
  public Thresholds {
    if (!(uncertain > 0 && uncertain <= likely && likely <= 1)) {
      throw new IllegalArgumentException(
          "thresholds must be above 0, at most 1, and likely not below uncertain");
    }
  }

  Level level(double probability) {
    if (probability >= likely) {
      return Level.LIKELY;
    }
    return probability >= uncertain ? Level.UNCERTAIN : Level.CLEAR;
  }

  /** How near a probability comes to being likely, for comparing outputs. */
  double nearness(double probability) {
    return probability / likely;
  }
}
