package dev.imprimatur.diffusion.noise;

/**
 * Standard normal numbers for a seed, the same on every machine: Philox words through the
 * Box-Muller transform, computed in double with {@link StrictMath} and rounded to float.
 */
public final class NormalNoise {
  private static final double TO_UNIT = 0x1p-32;

  private NormalNoise() {}

  /**
   * The first {@code count} numbers of the seed's stream.
   *
   * @param seed any long; each has its own stream
   */
  public static float[] of(long seed, int count) {
    int[] key = {(int) seed, (int) (seed >>> 32)};
    float[] noise = new float[count];
    for (int at = 0; at < count; at += 4) {
      int[] words = Philox.block(new int[] {at >>> 2, 0, 0, 0}, key);
      pair(noise, at, words[0], words[1]);
      pair(noise, at + 2, words[2], words[3]);
    }
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
