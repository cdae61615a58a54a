package dev.imprimatur.image;

import java.awt.image.BufferedImage;

/**
 * A picture as the classifier takes it: resized bilinearly with aligned corners, as TensorFlow.js
 * does, colours 0 to 1, channel by channel.
 */
final class PictureInput {
  private PictureInput() {}

  /**
   * Resizes.
   *
   * @param size pixels along both sides of the result
   * @return red, green and blue planes
   */
  static float[] of(BufferedImage picture, int size) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    float[] planes = new float[3 * size * size];
    for (int y = 0; y < size; y++) {
      float row = position(y, height, size);
      int top = (int) Math.floor(row);
      int bottom = Math.min(height - 1, (int) Math.ceil(row));
      for (int x = 0; x < size; x++) {
        float column = position(x, width, size);
        int left = (int) Math.floor(column);
        int right = Math.min(width - 1, (int) Math.ceil(column));
        for (int colour = 0; colour < 3; colour++) {
          int shift = 16 - 8 * colour;
          float above =
              mix(
                  level(pixels[top * width + left], shift),
                  level(pixels[top * width + right], shift),
                  column - left);
          float below =
              mix(
                  level(pixels[bottom * width + left], shift),
                  level(pixels[bottom * width + right], shift),
                  column - left);
          planes[(colour * size + y) * size + x] = mix(above, below, row - top);
        }
      }
    }
    return planes;
  }

  private static float position(int at, int from, int to) {
    return at * ((float) (from - 1) / (to - 1));
  }

  private static float level(int pixel, int shift) {
    return (pixel >> shift & 0xFF) / 255f;
  }

  private static float mix(float first, float second, float part) {
    return first + (second - first) * part;
  }
}
