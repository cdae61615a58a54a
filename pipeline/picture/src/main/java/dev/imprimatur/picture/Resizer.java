package dev.imprimatur.picture;

/**
 * Resizes in two passes, along the rows and along the columns, with weights of 22 bits of fixed
 * point: the arithmetic of Pillow 13, so that the results are equal to the last bit.
 */
final class Resizer {
  private static final int PRECISION = 22;

  private final Resampling resampling;

  Resizer(Resampling resampling) {
    this.resampling = resampling;
  }

  Picture resize(Picture picture, int width, int height) {
    if (width == picture.width() && height == picture.height()) {
      return picture;
    }
    if (resampling == Resampling.NEAREST) {
      return nearest(picture, width, height);
    }
    return columnsGoFirst(picture, width, height)
        ? alongRows(alongColumns(picture, height), width)
        : alongColumns(alongRows(picture, width), height);
  }

  /** The order decides over last bits, because colours are rounded to 8 bits between the passes. */
  private static boolean columnsGoFirst(Picture picture, int width, int height) {
    int fewerRows = picture.height() - height;
    return fewerRows > 0 && fewerRows > 2 * (picture.width() - width);
  }

  private Picture alongRows(Picture picture, int width) {
    if (width == picture.width()) {
      return picture;
    }
    Weights weights = Weights.of(resampling, picture.width(), width);
    byte[] rgb = new byte[3 * width * picture.height()];
    int at = 0;
    for (int row = 0; row < picture.height(); row++) {
      for (int x = 0; x < width; x++) {
        int from = 3 * (row * picture.width() + weights.first(x));
        for (int colour = 0; colour < 3; colour++) {
          rgb[at++] = sum(picture, from + colour, 3, weights.of(x));
        }
      }
    }
    return new Picture(width, picture.height(), rgb);
  }

  private Picture alongColumns(Picture picture, int height) {
    if (height == picture.height()) {
      return picture;
    }
    Weights weights = Weights.of(resampling, picture.height(), height);
    int rowLength = 3 * picture.width();
    byte[] rgb = new byte[rowLength * height];
    for (int y = 0; y < height; y++) {
      int from = weights.first(y) * rowLength;
      for (int x = 0; x < rowLength; x++) {
        rgb[y * rowLength + x] = sum(picture, from + x, rowLength, weights.of(y));
      }
    }
    return new Picture(picture.width(), height, rgb);
  }

  private static byte sum(Picture picture, int from, int step, int[] weights) {
    int sum = 1 << (PRECISION - 1);
    for (int i = 0; i < weights.length; i++) {
      sum += picture.sample(from + i * step) * weights[i];
    }
    return (byte) Math.clamp(sum >> PRECISION, 0, 255);
  }

  private static Picture nearest(Picture picture, int width, int height) {
    int[] columns = nearestPlaces(picture.width(), width);
    int[] rows = nearestPlaces(picture.height(), height);
    byte[] rgb = new byte[3 * width * height];
    int at = 0;
    for (int row : rows) {
      for (int column : columns) {
        System.arraycopy(picture.rgb(), 3 * (row * picture.width() + column), rgb, at, 3);
        at += 3;
      }
    }
    return new Picture(width, height, rgb);
  }

  /** The steps are added up, not multiplied, because the last bit of the sum decides at edges. */
  private static int[] nearestPlaces(int from, int to) {
    double step = (double) from / to;
    double place = step * 0.5;
    int[] places = new int[to];
    for (int i = 0; i < to; i++) {
      places[i] = Math.min((int) place, from - 1);
      place += step;
    }
    return places;
  }
}
