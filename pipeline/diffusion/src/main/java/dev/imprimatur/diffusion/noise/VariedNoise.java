package dev.imprimatur.diffusion.noise;

/**
 * A variation of a picture: every draw lies on the arc from the picture's own noise to another's.
 */
public final class VariedNoise implements NoiseStream {
  private final NoiseStream own;
  private final NoiseStream other;
  private final double strength;

  /**
   * A stream over two others, which nobody else reads from.
   *
   * @param own the picture's
   * @param other what it moves to
   * @param strength 0 leaves {@code own} as it is, 1 gives {@code other}
   */
  public VariedNoise(NoiseStream own, NoiseStream other, double strength) {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be between 0 and 1");
    }
    this.own = own;
    this.other = other;
    this.strength = strength;
  }

  @Override
  public float[] next(int count) {
    return SphericalInterpolation.between(own.next(count), other.next(count), strength);
  }
}
