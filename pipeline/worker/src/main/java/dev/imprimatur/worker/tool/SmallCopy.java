package dev.imprimatur.worker.tool;

import dev.imprimatur.picture.Picture;
import dev.imprimatur.picture.Resampling;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A picture small enough to stand in a report. */
final class SmallCopy {
  private static final int SIDE = 96;

  private SmallCopy() {}

  /** A JPEG as a data URI. */
  static String of(BufferedImage picture) throws IOException {
    var bytes = new ByteArrayOutputStream();
    BufferedImage small = Picture.of(picture).resized(SIDE, SIDE, Resampling.LANCZOS).image();
    if (!ImageIO.write(small, "jpeg", bytes)) {
      throw new IOException("this Java platform writes no JPEG");
    }
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
