package dev.imprimatur.worker.attribute.training;

import dev.imprimatur.picture.Picture;
import dev.imprimatur.worker.attribute.AttributeInput;
import java.util.random.RandomGenerator;

/**
 * Makes a clean rendering look like what a diffusion model draws: moved a little, perhaps turned
 * over, blurred, with other light and with noise.
 */
final class Softening {
  /** How far a picture is moved at most, in pixels. */
  static final int MARGIN = 6;

  private static final double BLURRED = 0.5;
  private static final double LIGHT = 0.12;
  private static final double NOISE = 0.08;

  private final RandomGenerator random;

  Softening(RandomGenerator random) {
    this.random = random;
  }

  /** Planes as the network takes them, -1 to 1. */
  float[] soften(Picture region) {
    int size = AttributeInput.SIZE;
    int range = 2 * MARGIN + 1;
    float[] values =
        region.cropped(random.nextInt(range), random.nextInt(range), size, size).values();
    if (random.nextBoolean()) {
      turn(values, size);
    }
    for (double blurs = random.nextDouble(); blurs < BLURRED; blurs += BLURRED * 2 / 3) {
      blur(values, size);
    }
    light(values);
    return values;
  }

  private static void turn(float[] values, int size) {
    for (int row = 0; row < values.length; row += size) {
      for (int left = 0; left < size / 2; left++) {
        float kept = values[row + left];
        values[row + left] = values[row + size - 1 - left];
        values[row + size - 1 - left] = kept;
      }
    }
  }

  /** One quarter, one half, one quarter along rows and columns; borders stay. */
  private static void blur(float[] values, int size) {
    blur(values, size, 1);
    blur(values, size, size);
  }

  private static void blur(float[] values, int size, int step) {
    float[] sharp = values.clone();
    for (int at = 0; at < values.length; at++) {
      int place = at / step % size;
      if (place > 0 && place < size - 1) {
        values[at] = (sharp[at - step] + 2 * sharp[at] + sharp[at + step]) / 4;
      }
    }
  }

  private void light(float[] values) {
    int plane = values.length / 3;
    double noise = NOISE * random.nextDouble();
    double brightness = LIGHT * random.nextGaussian();
    for (int colour = 0; colour < 3; colour++) {
      double gain = 1 + LIGHT * random.nextGaussian() / 2;
      double shift = brightness / 2 + LIGHT / 4 * random.nextGaussian();
      for (int at = colour * plane; at < (colour + 1) * plane; at++) {
        double value = values[at] * gain + shift + noise * random.nextGaussian();
        values[at] = (float) Math.clamp(value, -1, 1);
      }
    }
  }
}
