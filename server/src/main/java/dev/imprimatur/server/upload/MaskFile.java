package dev.imprimatur.server.upload;

import dev.imprimatur.picture.Picture;
import dev.imprimatur.picture.UnusablePictureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Masks as people bring them. Where any of a file is transparent, what is transparent is drawn
 * anew, whatever its colour, as OpenAI's clients have it; else what is white.
 */
final class MaskFile {
  private static final int HALF = 128;
  private static final int WHITE = 0xFFFFFF;

  private MaskFile() {}

  /**
   * The mask, white where it is drawn anew.
   *
   * @param file a file within bounds, of which {@code read} was read
   * @throws UnusablePictureException if the platform cannot read it
   */
  static Picture of(byte[] file, Picture read) throws UnusablePictureException {
    BufferedImage picture = image(file);
    return picture.getColorModel().hasAlpha()
        ? transparent(picture).map(Picture::of).orElse(read)
        : read;
  }

  /** White where it is transparent; nothing if all of it is opaque. */
  private static Optional<BufferedImage> transparent(BufferedImage picture) {
    var mask =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    boolean any = false;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (picture.getRGB(x, y) >>> 24 < HALF) {
          mask.setRGB(x, y, WHITE);
          any = true;
        }
      }
    }
    return any ? Optional.of(mask) : Optional.empty();
  }

  private static BufferedImage image(byte[] file) throws UnusablePictureException {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
      if (picture != null) {
        return picture;
      }
    } catch (IOException | RuntimeException e) {
      throw new UnusablePictureException("the picture's file is damaged", e);
    }
    throw new UnusablePictureException("the picture's file is damaged");
  }
}
