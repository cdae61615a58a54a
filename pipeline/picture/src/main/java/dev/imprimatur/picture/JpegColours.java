package dev.imprimatur.picture;

import java.util.List;

/**
 * What the planes of a JPEG are, and how they become red, green and blue: the arithmetic of the
 * Independent JPEG Group's library, and for four colours that of Pillow, which takes them for
 * inverted as Adobe's programs write them.
 */
enum JpegColours {
  GREY,
  RGB,
  YCC,
  CMYK,
  YCCK;

  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);

  /**
   * The kind of colours, by the library's rules.
   *
   * @param jfif whether the file says that it is a JFIF
   * @param adobeTransform as Adobe's programs write it, -1 without
   */
  static JpegColours of(JpegFrame frame, boolean jfif, int adobeTransform) {
    return switch (frame.components().size()) {
      case 1 -> GREY;
      case 3 -> {
        boolean named = frame.components().equals(List.of((int) 'R', (int) 'G', (int) 'B'));
        boolean plain = adobeTransform == 0 || (adobeTransform < 0 && named);
        yield !jfif && plain ? RGB : YCC;
      }
      default -> adobeTransform <= 0 ? CMYK : YCCK;
    };
  }

  /** Red, green and blue of planes that lie pixel by pixel in {@code samples}. */
  byte[] rgb(byte[] samples) {
    int planes = this == GREY ? 1 : this == RGB || this == YCC ? 3 : 4;
    byte[] rgb = new byte[samples.length / planes * 3];
    for (int from = 0, at = 0; from < samples.length; from += planes, at += 3) {
      switch (this) {
        case GREY -> {
          rgb[at] = samples[from];
          rgb[at + 1] = samples[from];
          rgb[at + 2] = samples[from];
        }
        case RGB -> System.arraycopy(samples, from, rgb, at, 3);
        case YCC, YCCK -> fromYcc(samples, from, rgb, at);
        case CMYK -> System.arraycopy(samples, from, rgb, at, 3);
      }
      if (planes == 4) {
        darken(rgb, at, Bytes.unsigned8(samples, from + 3), this == YCCK);
      }
    }
    return rgb;
  }

  /** ITU-R BT.601 with all 256 levels, in 16 bits of fixed point. */
  private static void fromYcc(byte[] samples, int from, byte[] rgb, int at) {
    int luma = Bytes.unsigned8(samples, from);
    int blue = Bytes.unsigned8(samples, from + 1) - 128;
    int red = Bytes.unsigned8(samples, from + 2) - 128;
    rgb[at] = clamped(luma + ((91881 * red + HALF) >> BITS));
    rgb[at + 1] = clamped(luma + ((-22554 * blue - 46802 * red + HALF) >> BITS));
    rgb[at + 2] = clamped(luma + ((116130 * blue + HALF) >> BITS));
  }

  /**
   * Inverted cyan, magenta and yellow become colours: the ink of each counts as much as black
   * leaves room for.
   */
  private static void darken(byte[] rgb, int at, int invertedBlack, boolean complement) {
    for (int i = at; i < at + 3; i++) {
      int ink = complement ? Bytes.unsigned8(rgb, i) : 255 - Bytes.unsigned8(rgb, i);
      int product = ink * invertedBlack + 128;
      rgb[i] = clamped(invertedBlack - ((product + (product >> 8)) >> 8));
    }
  }

  private static byte clamped(int value) {
    return (byte) Math.clamp(value, 0, 255);
  }
}
