package dev.imprimatur.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a PNG or JPEG file: upright as its orientation says, transparency over white, colours to 8
 * bits. Colour profiles are ignored, as image pipelines commonly do.
 */
public final class PictureReader {
  private final PictureLimits limits;

  /** A reader that refuses what is beyond {@code limits}. */
  public PictureReader(PictureLimits limits) {
    this.limits = limits;
  }

  /**
   * The picture in {@code file}.
   *
   * @throws UnusablePictureException naming the one thing that is wrong with it
   */
  public Picture read(byte[] file) throws UnusablePictureException {
    limits.requireBytes(file.length);
    if (startsWith(file, PngChunks.SIGNATURE)) {
      return PngReader.read(file, limits);
    }
    if (startsWith(file, JpegSegments.SIGNATURE)) {
      return JpegReader.read(file, limits);
    }
    throw new UnusablePictureException(
        "the picture is %s: only PNG and JPEG can be used".formatted(kind(file)));
  }

  /** What a file seems to be, for the message alone. */
  private static String kind(byte[] file) {
    String head = new String(Arrays.copyOf(file, 16), StandardCharsets.ISO_8859_1);
    if (file.length == 0) {
      return "empty";
    } else if (head.startsWith("GIF8")) {
      return "a GIF";
    } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "a WebP";
    } else if (head.startsWith("BM")) {
      return "a BMP";
    } else if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return "a TIFF";
    } else if (head.startsWith("ftyp", 4)) {
      return "a HEIC, an AVIF or a film";
    } else if (head.startsWith("%PDF")) {
      return "a PDF";
    } else if (head.stripLeading().startsWith("<")) {
      return "an SVG or another text";
    }
    return "of an unknown kind";
  }

  private static boolean startsWith(byte[] file, byte[] signature) {
    return file.length >= signature.length
        && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
  }
}
