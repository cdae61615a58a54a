package dev.imprimatur.diffusion;

/**
 * A picture near another: its noise lies on the arc from the picture's own to another seed's.
 *
 * @param seed of what it moves to
 * @param strength 0 leaves the picture as it is, 1 gives the other seed's
 */
public record Variation(long seed, double strength) {
  public Variation {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("a variation's strength must be between 0 and 1");
    }
  }
}
