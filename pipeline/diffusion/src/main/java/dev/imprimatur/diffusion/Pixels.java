package dev.imprimatur.diffusion;

import java.awt.image.BufferedImage;

/** From the autoencoder's numbers to pixels. */
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
}
