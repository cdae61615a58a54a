package dev.imprimatur.picture;

import dev.imprimatur.picture.PngHeader.Colours;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG file, read in one pass: sizes, checksums and order are checked, and of the
 * chunks that are not needed for the pixels only the orientation is kept.
 */
final class PngChunks {
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** Length, type and checksum. */
  private static final int FRAME = 12;

  /** A stretch of the file. */
  record Stretch(int at, int length) {}

  private final byte[] file;
  private final PngHeader header;
  private final List<Stretch> pixels = new ArrayList<>();
  private byte @Nullable [] palette;
  private byte @Nullable [] transparency;
  private Orientation orientation = Orientation.UPRIGHT;

  private PngChunks(byte[] file, PngHeader header) {
    this.file = file;
    this.header = header;
  }

  static PngChunks read(byte[] file, PictureLimits limits) throws UnusablePictureException {
    int at = SIGNATURE.length;
    int length = chunk(file, at);
    if (!type(file, at).equals("IHDR") || length != PngHeader.LENGTH) {
      throw new UnusablePictureException("the PNG does not begin with its header");
    }
    PngChunks chunks = new PngChunks(file, PngHeader.read(file, at + 8, limits));
    String before = "IHDR";
    at += FRAME + length;
    while (!before.equals("IEND")) {
      length = chunk(file, at);
      String type = type(file, at);
      chunks.add(type, before, new Stretch(at + 8, length));
      before = type;
      at += FRAME + length;
    }
    chunks.requireComplete();
    if (at < file.length) {
      throw new UnusablePictureException(
          "the PNG has %d bytes after its end: save it anew without them"
              .formatted(file.length - at));
    }
    return chunks;
  }

  PngHeader header() {
    return header;
  }

  /** The compressed pixels, in order. */
  List<Stretch> pixels() {
    return pixels;
  }

  /** Red, green and blue of each colour; empty without a palette. */
  byte[] palette() {
    return palette == null ? new byte[0] : palette;
  }

  /** As the standard has it for the kind of colours; empty when nothing is transparent. */
  byte[] transparency() {
    return transparency == null ? new byte[0] : transparency;
  }

  Orientation orientation() {
    return orientation;
  }

  private void add(String type, String before, Stretch body) throws UnusablePictureException {
    switch (type) {
      case "IDAT" -> {
        if (!pixels.isEmpty() && !before.equals("IDAT")) {
          throw new UnusablePictureException("the PNG's pixels are interrupted by other data");
        }
        pixels.add(body);
      }
      case "PLTE" -> {
        requireOnceBeforePixels(palette, type);
        if (body.length() == 0 || body.length() % 3 != 0 || body.length() > 3 * 256) {
          throw new UnusablePictureException("the PNG's palette has no 1 to 256 whole colours");
        }
        palette = content(body);
      }
      case "tRNS" -> {
        requireOnceBeforePixels(transparency, type);
        transparency = content(body);
      }
      case "eXIf" -> orientation = Orientation.of(content(body));
      case "acTL" ->
          throw new UnusablePictureException(
              "the PNG is animated: only still pictures can be used");
      case "IEND" -> {}
      default -> {
        if (Character.isUpperCase(type.charAt(0))) {
          throw new UnusablePictureException(
              "the PNG has a part '" + type + "' that must be understood and is not");
        }
      }
    }
  }

  private void requireOnceBeforePixels(byte @Nullable [] known, String type)
      throws UnusablePictureException {
    if (known != null || !pixels.isEmpty()) {
      throw new UnusablePictureException("the PNG has its " + type + " twice or after the pixels");
    }
  }

  private void requireComplete() throws UnusablePictureException {
    if (pixels.isEmpty()) {
      throw new UnusablePictureException("the PNG has no pixel data");
    }
    if (header.colours() == Colours.PALETTE && palette == null) {
      throw new UnusablePictureException("the PNG's palette is missing");
    }
    boolean fits =
        transparency == null
            || switch (header.colours()) {
              case GREY -> transparency.length == 2;
              case RGB -> transparency.length == 6;
              case PALETTE -> transparency.length <= palette().length / 3;
              case GREY_ALPHA, RGB_ALPHA -> false;
            };
    if (!fits) {
      throw new UnusablePictureException("the PNG's transparency does not fit its colours");
    }
  }

  private byte[] content(Stretch body) {
    return Arrays.copyOfRange(file, body.at(), body.at() + body.length());
  }

  /** Checks that a whole chunk begins at {@code at}, and gives its length. */
  private static int chunk(byte[] file, int at) throws UnusablePictureException {
    if (at > file.length - FRAME || Bytes.unsigned32(file, at) > file.length - at - FRAME) {
      throw new UnusablePictureException("the PNG ends too early: it is truncated");
    }
    int length = (int) Bytes.unsigned32(file, at);
    for (int i = at + 4; i < at + 8; i++) {
      if (!(file[i] >= 'A' && file[i] <= 'Z') && !(file[i] >= 'a' && file[i] <= 'z')) {
        throw new UnusablePictureException("the PNG is damaged: a part of it has no name");
      }
    }
    CRC32 checksum = new CRC32();
    checksum.update(file, at + 4, 4 + length);
    if (checksum.getValue() != Bytes.unsigned32(file, at + 8 + length)) {
      throw new UnusablePictureException(
          "the PNG is damaged: the checksum of its " + type(file, at) + " is wrong");
    }
    return length;
  }

  private static String type(byte[] file, int at) {
    return new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
  }
}
