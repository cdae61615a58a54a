package dev.imprimatur.picture;

/** Turns the samples of a PNG's rows into red, green and blue over white. */
final class PngColours {
  private final PngHeader header;
  private final byte[] palette;
  private final byte[] transparency;

  PngColours(PngChunks chunks) {
    this.header = chunks.header();
    this.palette = chunks.palette();
    this.transparency = chunks.transparency();
  }

  /** Writes pixel {@code index} of {@code row} to {@code rgb} at {@code at}. */
  void write(byte[] row, int index, byte[] rgb, int at) throws UnusablePictureException {
    int first = index * header.colours().samples();
    switch (header.colours()) {
      case GREY -> {
        int grey = sample(row, first);
        put(rgb, at, grey, grey, grey, isKey(row, first) ? 0 : 255);
      }
      case GREY_ALPHA -> {
        int grey = sample(row, first);
        put(rgb, at, grey, grey, grey, sample(row, first + 1));
      }
      case RGB ->
          put(
              rgb,
              at,
              sample(row, first),
              sample(row, first + 1),
              sample(row, first + 2),
              isKey(row, first) ? 0 : 255);
      case RGB_ALPHA ->
          put(
              rgb,
              at,
              sample(row, first),
              sample(row, first + 1),
              sample(row, first + 2),
              sample(row, first + 3));
      case PALETTE -> {
        int colour = raw(row, first);
        if (3 * colour >= palette.length) {
          throw new UnusablePictureException("the PNG has a pixel of no colour of its palette");
        }
        put(
            rgb,
            at,
            Bytes.unsigned8(palette, 3 * colour),
            Bytes.unsigned8(palette, 3 * colour + 1),
            Bytes.unsigned8(palette, 3 * colour + 2),
            colour < transparency.length ? Bytes.unsigned8(transparency, colour) : 255);
      }
    }
  }

  /** A sample as 0 to 255; of 16 bits the upper 8 count. */
  private int sample(byte[] row, int index) {
    int raw = raw(row, index);
    return header.depth() == 16 ? raw >> 8 : raw * 255 / ((1 << header.depth()) - 1);
  }

  private int raw(byte[] row, int index) {
    return switch (header.depth()) {
      case 16 -> Bytes.unsigned16(row, 2 * index);
      case 8 -> Bytes.unsigned8(row, index);
      default -> {
        int bit = index * header.depth();
        int shift = 8 - header.depth() - bit % 8;
        yield Bytes.unsigned8(row, bit / 8) >> shift & ((1 << header.depth()) - 1);
      }
    };
  }

  /** Whether the samples are those of the one colour that is transparent. */
  private boolean isKey(byte[] row, int first) {
    if (transparency.length == 0) {
      return false;
    }
    for (int i = 0; i < header.colours().samples(); i++) {
      if (raw(row, first + i) != Bytes.unsigned16(transparency, 2 * i)) {
        return false;
      }
    }
    return true;
  }

  private static void put(byte[] rgb, int at, int red, int green, int blue, int alpha) {
    rgb[at] = overWhite(red, alpha);
    rgb[at + 1] = overWhite(green, alpha);
    rgb[at + 2] = overWhite(blue, alpha);
  }

  /** Porter and Duff's "over" (1984) on white, rounded to the nearest. */
  private static byte overWhite(int colour, int alpha) {
    return (byte) ((colour * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}
