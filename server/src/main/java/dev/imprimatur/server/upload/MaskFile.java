package dev.imprimatur.server.upload;

import dev.imprimatur.picture.PictureReader;
import dev.imprimatur.picture.Png;
import dev.imprimatur.picture.UnusablePictureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Masks as OpenAI's clients send them: what is transparent is drawn anew, whatever its colour. */
public final class MaskFile {
  private MaskFile() {}

  /**
   * The mask as we have them, white where it is drawn anew; a file without transparency as it is.
   *
   * @throws UnusablePictureException naming the one thing that is wrong with it
   */
  public static byte[] whiteWhereTransparent(byte[] file) throws UnusablePictureException {
    new PictureReader(PreparedPicture.LIMITS).read(file);
    BufferedImage picture = read(file);
    if (!picture.getColorModel().hasAlpha()) {
      return file;
    }
    var mask =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        mask.setRGB(x, y, picture.getRGB(x, y) >>> 24 < 128 ? 0xFFFFFF : 0);
      }
    }
    return Png.encode(mask);
  }

  private static BufferedImage read(byte[] file) throws UnusablePictureException {
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
