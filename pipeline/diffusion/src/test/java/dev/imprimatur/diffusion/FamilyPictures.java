package dev.imprimatur.diffusion;

import java.awt.image.BufferedImage;

/** The pictures of {@code make_goldens.py}. */
final class FamilyPictures {
  private FamilyPictures() {}

  static BufferedImage start(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = (3 * x + y) % 256;
        int green = (x + 2 * y + 40) % 256;
        int blue = x > y ? 200 : 30;
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  static BufferedImage mask(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = height / 4; y < height * 3 / 4; y++) {
      for (int x = width / 2; x < width; x++) {
        picture.setRGB(x, y, 0xFFFFFF);
      }
    }
    return picture;
  }
}
