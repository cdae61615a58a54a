package dev.imprimatur.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a picture must be turned to stand upright, by the numbers of the Exif standard (CIPA DC-008):
 * whether rows and columns change places first, and which of them then run backwards.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  TURNED_180(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  TURNED_RIGHT(true, true, false),
  TRANSVERSED(true, true, true),
  TURNED_LEFT(true, false, true);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private final boolean transposes;
  private final boolean reversesColumns;
  private final boolean reversesRows;

  Orientation(boolean transposes, boolean reversesColumns, boolean reversesRows) {
    this.transposes = transposes;
    this.reversesColumns = reversesColumns;
    this.reversesRows = reversesRows;
  }

  /**
   * What Exif data say.
   *
   * @param exif beginning with the TIFF header; when it is damaged the picture counts as upright
   */
  static Orientation of(byte[] exif) {
    if (exif.length < 8) {
      return UPRIGHT;
    }
    ByteBuffer tiff = ByteBuffer.wrap(exif);
    switch (tiff.getShort(0)) {
      case 0x4949 -> tiff.order(ByteOrder.LITTLE_ENDIAN);
      case 0x4D4D -> tiff.order(ByteOrder.BIG_ENDIAN);
      default -> {
        return UPRIGHT;
      }
    }
    int directory = tiff.getInt(4);
    if (tiff.getShort(2) != 42 || directory < 8 || directory > exif.length - 2) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + i * ENTRY;
      if (at > exif.length - ENTRY) {
        break;
      }
      if (Short.toUnsignedInt(tiff.getShort(at)) == TAG && tiff.getShort(at + 2) == SHORT) {
        int number = Short.toUnsignedInt(tiff.getShort(at + 8));
        return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** The picture as it is to be seen. */
  Picture upright(Picture picture) {
    if (this == UPRIGHT) {
      return picture;
    }
    int width = transposes ? picture.height() : picture.width();
    int height = transposes ? picture.width() : picture.height();
    byte[] rgb = new byte[picture.rgb().length];
    int at = 0;
    for (int row = 0; row < height; row++) {
      int y = reversesRows ? height - 1 - row : row;
      for (int column = 0; column < width; column++) {
        int x = reversesColumns ? width - 1 - column : column;
        int from = transposes ? x * picture.width() + y : y * picture.width() + x;
        System.arraycopy(picture.rgb(), 3 * from, rgb, at, 3);
        at += 3;
      }
    }
    return new Picture(width, height, rgb);
  }
}
