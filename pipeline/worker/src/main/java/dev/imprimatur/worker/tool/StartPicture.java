package dev.imprimatur.worker.tool;

import dev.imprimatur.picture.Picture;
import dev.imprimatur.picture.PictureLimits;
import dev.imprimatur.picture.PictureReader;
import dev.imprimatur.picture.Resampling;
import dev.imprimatur.picture.UnusablePictureException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a picture to start from, or a mask, off a disk. */
final class StartPicture {
  private StartPicture() {}

  static Picture read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    PictureLimits limits = PictureLimits.STANDARD;
    if (Files.size(file) > limits.bytes()) {
      throw new IOException(
          "%s has more than the %d bytes that are read".formatted(file, limits.bytes()));
    }
    try {
      return new PictureReader(limits).read(Files.readAllBytes(file));
    } catch (UnusablePictureException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  static BufferedImage scaled(Picture picture, int width, int height) {
    return picture.resized(width, height, Resampling.LANCZOS).image();
  }
}
