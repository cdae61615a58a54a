package dev.imprimatur.server.generation;

import dev.imprimatur.contract.SentPicture;
import dev.imprimatur.picture.Picture;
import dev.imprimatur.picture.PictureLimits;
import dev.imprimatur.picture.PictureReader;
import dev.imprimatur.picture.Png;
import dev.imprimatur.picture.Resampling;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.server.flow.Settings;
import dev.imprimatur.server.flow.StartPicture;
import dev.imprimatur.server.flow.StartPicture.StartMask;
import dev.imprimatur.server.flow.StartSource;
import dev.imprimatur.server.model.ModelCard;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.UUID;

/**
 * A picture of the caller that a request names to start from, in its own size.
 *
 * @param source where it comes from
 * @param width in pixels
 * @param height in pixels
 * @param png the picture
 * @param mask of the same size
 * @param strength above 0, at most 1
 */
record FoundStart(
    StartSource source, int width, int height, byte[] png, Optional<Mask> mask, double strength) {
  private static final int PATCH = 8;

  /** A mask that the caller brought. */
  record Mask(UUID upload, byte[] png) {}

  /**
   * The size of a drawing whose size is left open: that of a picture that was drawn here; of
   * another the shape, at about as many pixels as the model's usual pictures have.
   */
  ModelCard.Defaults sized(ModelCard.Defaults defaults, ModelCard.Limits limits) {
    return switch (source) {
      case StartSource.Released ignored -> defaults.sized(width, height);
      case StartSource.Brought ignored -> {
        double scale = Math.sqrt((double) defaults.width() * defaults.height() / width / height);
        yield defaults.sized(side(width * scale, limits), side(height * scale, limits));
      }
    };
  }

  private static int side(double side, ModelCard.Limits limits) {
    long rounded = Math.round(side / PATCH) * PATCH;
    return (int)
        Math.clamp(
            rounded,
            Math.ceilDiv(limits.minimumSize(), PATCH) * (long) PATCH,
            limits.maximumSize() / PATCH * (long) PATCH);
  }

  /** The picture as it is drawn from: scaled until it covers the drawing, its middle. */
  StartPicture fitted(Settings settings) {
    return new StartPicture(
        source,
        sent(png, settings),
        mask.map(given -> new StartMask(given.upload(), sent(given.png(), settings))),
        strength);
  }

  private SentPicture sent(byte[] file, Settings settings) {
    Picture picture = covering(read(file), settings.width(), settings.height());
    BufferedImage image = picture.image();
    return new SentPicture(Png.encode(image), PixelHash.of(image));
  }

  private static Picture covering(Picture picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    double scale = Math.max((double) width / picture.width(), (double) height / picture.height());
    int scaledWidth = Math.max(width, (int) Math.round(picture.width() * scale));
    int scaledHeight = Math.max(height, (int) Math.round(picture.height() * scale));
    return picture
        .resized(scaledWidth, scaledHeight, Resampling.LANCZOS)
        .cropped((scaledWidth - width) / 2, (scaledHeight - height) / 2, width, height);
  }

  private static Picture read(byte[] file) {
    try {
      return new PictureReader(PictureLimits.STANDARD).read(file);
    } catch (UnusablePictureException e) {
      throw new IllegalStateException("a picture that is kept can be read", e);
    }
  }
}
