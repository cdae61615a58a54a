package dev.imprimatur.picture;

/** Reads PNG files, interlaced ones too. */
final class PngReader {
  /** A pass takes every {@code stepX}-th pixel of every {@code stepY}-th row. */
  private record Pass(int x, int y, int stepX, int stepY) {}

  private static final Pass[] WHOLE = {new Pass(0, 0, 1, 1)};
  private static final Pass[] ADAM7 = {
    new Pass(0, 0, 8, 8),
    new Pass(4, 0, 8, 8),
    new Pass(0, 4, 4, 8),
    new Pass(2, 0, 4, 4),
    new Pass(0, 2, 2, 4),
    new Pass(1, 0, 2, 2),
    new Pass(0, 1, 1, 2)
  };

  private PngReader() {}

  static Picture read(byte[] file, PictureLimits limits) throws UnusablePictureException {
    PngChunks chunks = PngChunks.read(file, limits);
    PngHeader header = chunks.header();
    byte[] rgb = new byte[3 * header.width() * header.height()];
    PngColours colours = new PngColours(chunks);
    int pixelBytes = Math.max(1, header.pixelBits() / 8);
    try (PngRows rows = new PngRows(file, chunks.pixels(), pixelBytes)) {
      for (Pass pass : header.interlaced() ? ADAM7 : WHOLE) {
        read(pass, header, rows, colours, rgb);
      }
      rows.requireEnd();
    }
    return chunks.orientation().upright(new Picture(header.width(), header.height(), rgb));
  }

  private static void read(
      Pass pass, PngHeader header, PngRows rows, PngColours colours, byte[] rgb)
      throws UnusablePictureException {
    int width = (header.width() - pass.x() + pass.stepX() - 1) / pass.stepX();
    if (width <= 0) {
      return;
    }
    rows.beginPass((int) (((long) width * header.pixelBits() + 7) / 8));
    for (int y = pass.y(); y < header.height(); y += pass.stepY()) {
      byte[] row = rows.next();
      for (int i = 0; i < width; i++) {
        int x = pass.x() + i * pass.stepX();
        colours.write(row, i, rgb, 3 * (y * header.width() + x));
      }
    }
  }
}
