package dev.imprimatur.image;

import java.awt.image.BufferedImage;

/**
 * A picture as the classifiers take it: resized bilinearly as TensorFlow.js does, colours 0 to 1,
 * channel by channel.
 */
final class PictureInput {
  private final int width;
  private final int height;
  private final int[] pixels;

  PictureInput(BufferedImage picture) {
    width = picture.getWidth();
    height = picture.getHeight();
    pixels = picture.getRGB(0, 0, width, height, null, 0, width);
  }

  /**
   * Stretches the picture to a square, corners upon corners.
   *
   * @param size pixels along both sides of the result
   * @return red, green and blue planes
   */
  float[] stretched(int size) {
    return planes(
        size,
        new Axis(0, width, (float) (width - 1) / (size - 1)),
        new Axis(0, height, (float) (height - 1) / (size - 1)));
  }

  /**
   * Makes the picture a square with black at its right or below, and resizes that.
   *
   * @param size pixels along both sides of the result
   * @return red, green and blue planes
   */
  float[] padded(int size) {
    int side = Math.max(width, height);
    var axis = new Axis(0, side, (float) side / size);
    return planes(size, axis, axis);
  }

  /**
   * Makes the picture a square as {@link #padded} does, lays that in the middle of a black square
   * twice as wide, and resizes the whole.
   *
   * @param size pixels along both sides of the result
   * @return red, green and blue planes
   */
  float[] framed(int size) {
    int side = Math.max(width, height);
    var axis = new Axis(-(side / 2), 2 * side, 2f * side / size);
    return planes(size, axis, axis);
  }

  /**
   * How places in the result lie in the picture along one axis.
   *
   * @param start where the padding begins, 0 or less
   * @param length of the picture with its padding
   * @param step from one place in the result to the next
   */
  private record Axis(int start, int length, float step) {
    int before(int at) {
      return start + Math.min(length - 1, (int) Math.floor(at * step));
    }

    int after(int at) {
      return start + Math.min(length - 1, (int) Math.ceil(at * step));
    }

    /** How much of the pixel after counts, 0 to 1. */
    float part(int at) {
      return at * step - (float) Math.floor(at * step);
    }
  }

  private float[] planes(int size, Axis across, Axis down) {
    float[] planes = new float[3 * size * size];
    for (int y = 0; y < size; y++) {
      int top = down.before(y);
      int bottom = down.after(y);
      float below = down.part(y);
      for (int x = 0; x < size; x++) {
        int left = across.before(x);
        int right = across.after(x);
        float beside = across.part(x);
        for (int colour = 0; colour < 3; colour++) {
          planes[(colour * size + y) * size + x] =
              mix(
                  mix(level(left, top, colour), level(right, top, colour), beside),
                  mix(level(left, bottom, colour), level(right, bottom, colour), beside),
                  below);
        }
      }
    }
    return planes;
  }

  /** A colour of a pixel, 0 to 1; what lies outside is black. */
  private float level(int x, int y, int colour) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return 0;
    }
    return (pixels[y * width + x] >> (16 - 8 * colour) & 0xFF) / 255f;
  }

  private static float mix(float first, float second, float part) {
    return first + (second - first) * part;
  }
}
