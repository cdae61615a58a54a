package dev.imprimatur.picture;

/**
 * The header of a PNG file (ISO/IEC 15948): its size and how its pixels are written.
 *
 * @param width in pixels
 * @param height in pixels
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param colours what the samples of a pixel are
 * @param interlaced whether the pixels come in the seven passes of Adam7
 */
record PngHeader(int width, int height, int depth, Colours colours, boolean interlaced) {
  static final int LENGTH = 13;

  /** The samples of a pixel, by the numbers of the standard. */
  enum Colours {
    GREY(0, 1, 1, 16),
    RGB(2, 3, 8, 16),
    PALETTE(3, 1, 1, 8),
    GREY_ALPHA(4, 2, 8, 16),
    RGB_ALPHA(6, 4, 8, 16);

    private final int type;
    private final int samples;
    private final int leastDepth;
    private final int mostDepth;

    Colours(int type, int samples, int leastDepth, int mostDepth) {
      this.type = type;
      this.samples = samples;
      this.leastDepth = leastDepth;
      this.mostDepth = mostDepth;
    }

    int samples() {
      return samples;
    }

    boolean hasAlpha() {
      return this == GREY_ALPHA || this == RGB_ALPHA;
    }
  }

  /** Reads the header at {@code at} and judges its size. */
  static PngHeader read(byte[] file, int at, PictureLimits limits) throws UnusablePictureException {
    limits.requireSize(Bytes.unsigned32(file, at), Bytes.unsigned32(file, at + 4));
    int depth = Bytes.unsigned8(file, at + 8);
    Colours colours = colours(Bytes.unsigned8(file, at + 9), depth);
    int interlace = Bytes.unsigned8(file, at + 12);
    if (file[at + 10] != 0 || file[at + 11] != 0 || interlace > 1) {
      throw new UnusablePictureException(
          "the PNG's header names an unknown way of compression, filters or interlacing");
    }
    return new PngHeader(
        (int) Bytes.unsigned32(file, at),
        (int) Bytes.unsigned32(file, at + 4),
        depth,
        colours,
        interlace == 1);
  }

  /** Bits of a pixel. */
  int pixelBits() {
    return depth * colours.samples();
  }

  private static Colours colours(int type, int depth) throws UnusablePictureException {
    for (Colours colours : Colours.values()) {
      if (colours.type == type
          && Integer.bitCount(depth) == 1
          && depth >= colours.leastDepth
          && depth <= colours.mostDepth) {
        return colours;
      }
    }
    throw new UnusablePictureException(
        "the PNG's header names colours of type %d with %d bits, which do not exist"
            .formatted(type, depth));
  }
}
