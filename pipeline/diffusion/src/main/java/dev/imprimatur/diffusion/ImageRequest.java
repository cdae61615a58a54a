package dev.imprimatur.diffusion;

import java.util.Optional;

/**
 * One picture to draw.
 *
 * @param prompt what to draw
 * @param seed names the noise
 * @param variation where the noise moves from the seed's own
 */
public record ImageRequest(String prompt, long seed, Optional<Variation> variation) {
  /** A picture with the seed's own noise. */
  public ImageRequest(String prompt, long seed) {
    this(prompt, seed, Optional.empty());
  }
}
