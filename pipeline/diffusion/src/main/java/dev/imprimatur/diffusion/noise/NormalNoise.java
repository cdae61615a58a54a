package dev.imprimatur.diffusion.noise;

/**
 * Standard normal numbers for a seed, the same on every machine: Philox words through the
 * Box-Muller transform, computed in double with {@link StrictMath} and rounded to float.
 *
 * <p>The counter's first word is the place in a draw, its second the draw. So a draw does not
 * depend on how long those before it were.
 */
public final class NormalNoise implements NoiseStream {
  private static final double TO_UNIT = 0x1p-32;

  private final int[] key;
  private int draw;

  /**
   * The seed's stream from its start.
   *
   * @param seed any long; each has its own stream
   */
  public NormalNoise(long seed) {
    this.key = new int[] {(int) seed, (int) (seed >>> 32)};
  }

  /** The first draw of the seed's stream. */
  public static float[] of(long seed, int count) {
    return new NormalNoise(seed).next(count);
  }

  @Override
  public float[] next(int count) {
    float[] noise = new float[count];
    for (int at = 0; at < count; at += 4) {
      int[] words = Philox.block(new int[] {at >>> 2, draw, 0, 0}, key);
      pair(noise, at, words[0], words[1]);
      pair(noise, at + 2, words[2], words[3]);
    }
    draw++;
    return noise;
  }

  /** Box and Muller (1958): two uniform numbers give two independent normal ones. */
  private static void pair(float[] noise, int at, int first, int second) {
    double uniform = (Integer.toUnsignedLong(first) + 0.5) * TO_UNIT;
    double angle = 2 * StrictMath.PI * Integer.toUnsignedLong(second) * TO_UNIT;
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform));
    if (at < noise.length) {
      noise[at] = (float) (radius * StrictMath.cos(angle));
    }
    if (at + 1 < noise.length) {
      noise[at + 1] = (float) (radius * StrictMath.sin(angle));
    }
  }
}
