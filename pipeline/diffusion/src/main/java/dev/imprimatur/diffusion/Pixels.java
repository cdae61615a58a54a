package dev.imprimatur.diffusion;

import java.awt.image.BufferedImage;

/** Between pixels and the numbers that the autoencoder takes and gives. */
final class Pixels {
  private Pixels() {}

  /**
   * A picture.
   *
   * @param values red, green and blue planes, about -1 to 1
   */
  static BufferedImage picture(float[] values, int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int plane = width * height;
    int[] pixels = new int[plane];
    for (int i = 0; i < plane; i++) {
      pixels[i] =
          toByte(values[i]) << 16 | toByte(values[plane + i]) << 8 | toByte(values[2 * plane + i]);
    }
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    return picture;
  }

  /** -1 to 1 becomes 0 to 255, rounded half to even as NumPy and PyTorch do. */
  static int toByte(float value) {
    return (int) Math.rint((Math.clamp(value, -1f, 1f) + 1) * 127.5);
  }

  /** Red, green and blue planes of {@code picture}, -1 to 1. */
  static float[] values(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int plane = width * height;
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    float[] values = new float[3 * plane];
    for (int i = 0; i < plane; i++) {
      for (int colour = 0; colour < 3; colour++) {
        int value = pixels[i] >> (16 - 8 * colour) & 0xFF;
        values[colour * plane + i] = 2 * (value / 255f) - 1;
      }
    }
    return values;
  }

  /**
   * Which pixels of a mask are white: 1 for half white and more, else 0. The lightness is that of
   * ITU-R 601-2, in whole numbers as imaging libraries compute it.
   */
  static float[] white(BufferedImage mask) {
    int[] pixels = mask.getRGB(0, 0, mask.getWidth(), mask.getHeight(), null, 0, mask.getWidth());
    float[] white = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int red = pixels[i] >> 16 & 0xFF;
      int green = pixels[i] >> 8 & 0xFF;
      int blue = pixels[i] & 0xFF;
      int lightness = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
      white[i] = lightness / 255f >= 0.5f ? 1 : 0;
    }
    return white;
  }
}
