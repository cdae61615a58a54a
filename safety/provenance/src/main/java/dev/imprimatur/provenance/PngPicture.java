package dev.imprimatur.provenance;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Reads PNG files that may be hostile: the size is checked before memory is taken. */
final class PngPicture {
  private static final int MAXIMUM_SIDE = 8192;
  private static final long MAXIMUM_PIXELS = 32L << 20;

  private PngPicture() {}

  static BufferedImage read(byte[] png) throws IOException {
    PngChunk header = PngChunks.read(png).getFirst();
    long width = Integer.toUnsignedLong(header.intAt(0));
    long height = Integer.toUnsignedLong(header.intAt(4));
    if (width < 1
        || height < 1
        || width > MAXIMUM_SIDE
        || height > MAXIMUM_SIDE
        || width * height > MAXIMUM_PIXELS) {
      throw new IOException(
          "the picture is %d x %d pixels, which is too large or nothing".formatted(width, height));
    }
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
      if (picture != null) {
        return picture;
      }
    } catch (RuntimeException e) {
      throw new IOException("the PNG is damaged", e);
    }
    throw new IOException("the file is not a PNG that can be read");
  }
}
