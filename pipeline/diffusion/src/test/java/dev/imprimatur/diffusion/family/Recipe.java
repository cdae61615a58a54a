package dev.imprimatur.diffusion.family;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The numbers of a tiny test checkpoint's weight; {@code recipe.py} says the rule. */
public final class Recipe {
  private Recipe() {}

  /** The weight {@code name} of {@code component}, in row-major order. */
  public static float[] values(String component, String name, long... shape) {
    long count = 1;
    long fanIn = 1;
    for (int i = 0; i < shape.length; i++) {
      count *= shape[i];
      fanIn *= i == 0 ? 1 : shape[i];
    }
    CRC32 checksum = new CRC32();
    checksum.update((component + "/" + name).getBytes(StandardCharsets.UTF_8));
    long state = checksum.getValue() << 32;
    double scale = Math.sqrt(1.0 / fanIn);
    boolean gain = name.endsWith(".weight");
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      double unit = (splitMix64(state + i) >>> 40) / 0x1p23 - 1;
      if (shape.length >= 2) {
        values[i] = (float) (unit * scale);
      } else {
        values[i] = (float) (gain ? 1 + unit / 5 : unit / 10);
      }
    }
    return values;
  }

  /** Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
  private static long splitMix64(long state) {
    long z = state + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
