package dev.imprimatur.worker.tool;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads a picture to start from; its size is looked at before memory is taken. */
final class StartPicture {
  private static final long LARGEST_FILE = 64L << 20;
  private static final int LARGEST_SIDE = 8192;

  private StartPicture() {}

  static BufferedImage read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException(file + " is larger than 64 MiB");
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException(file + " is not a picture that can be read");
      }
      ImageReader reader = readers.next();
      reader.setInput(in);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
        throw new IOException(
            "%s is %d x %d pixels; at most %d a side are read"
                .formatted(file, width, height, LARGEST_SIDE));
      }
      return reader.read(0);
    } catch (RuntimeException e) {
      throw new IOException(file + " is damaged", e);
    }
  }

  /** The picture in that size and without transparency, on white. */
  static BufferedImage scaled(BufferedImage picture, int width, int height) {
    var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setColor(java.awt.Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }
}
