package dev.imprimatur.server.upload;

import dev.imprimatur.picture.Picture;
import dev.imprimatur.picture.PictureLimits;
import dev.imprimatur.picture.PictureReader;
import dev.imprimatur.picture.Png;
import dev.imprimatur.picture.Resampling;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.provenance.SourceMark;
import dev.imprimatur.provenance.SourceMarks;
import dev.imprimatur.server.upload.UploadFacts.Purpose;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Set;

/**
 * A file that somebody brought, as it is kept: upright, opaque, not larger than needed, and nothing
 * but pixels.
 *
 * @param facts of the file
 * @param width in pixels
 * @param height in pixels
 * @param pixelHash of the pixels that are kept
 * @param png the file that is kept
 */
record PreparedPicture(UploadFacts facts, int width, int height, String pixelHash, byte[] png) {
  /** What a request's body may hold, and pixels that a server's memory takes. */
  static final PictureLimits LIMITS = new PictureLimits(10 << 20, 8_192, 16_777_216);

  /** More than any picture that is drawn has along a side. */
  static final int LONGEST_SIDE = 1_536;

  static PreparedPicture of(Purpose purpose, byte[] file) throws UnusablePictureException {
    Picture read = new PictureReader(LIMITS).read(file);
    Picture kept = reduced(purpose == Purpose.MASK ? MaskFile.of(file, read) : read);
    BufferedImage image = kept.image();
    return new PreparedPicture(
        new UploadFacts(
            purpose,
            file.length,
            read.width(),
            read.height(),
            marks(file).stream().map(SourceMark::id).toList()),
        kept.width(),
        kept.height(),
        PixelHash.of(image),
        Png.encode(image));
  }

  private static Picture reduced(Picture picture) {
    int longer = Math.max(picture.width(), picture.height());
    return longer <= LONGEST_SIDE
        ? picture
        : picture.resized(
            side(picture.width(), longer), side(picture.height(), longer), Resampling.LANCZOS);
  }

  private static int side(int side, int longer) {
    return Math.max(1, Math.round((float) side * LONGEST_SIDE / longer));
  }

  private static Set<SourceMark> marks(byte[] file) throws UnusablePictureException {
    try {
      return SourceMarks.of(file);
    } catch (IOException e) {
      throw new UnusablePictureException("the picture's file is damaged", e);
    }
  }
}
