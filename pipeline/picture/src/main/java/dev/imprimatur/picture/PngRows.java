package dev.imprimatur.picture;

import dev.imprimatur.picture.PngChunks.Stretch;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The rows of a PNG, decompressed and unfiltered one by one; no more is held than two rows. */
final class PngRows implements AutoCloseable {
  private final byte[] file;
  private final Iterator<Stretch> stretches;
  private final Inflater inflater = new Inflater();
  private final int pixelBytes;
  private byte[] row = new byte[0];

  /**
   * Rows from the start.
   *
   * @param pixelBytes bytes of a pixel, at least 1: how far left the filters look
   */
  PngRows(byte[] file, List<Stretch> stretches, int pixelBytes) {
    this.file = file;
    this.stretches = stretches.iterator();
    this.pixelBytes = pixelBytes;
  }

  /** Begins a pass of rows of {@code length} bytes each. */
  void beginPass(int length) {
    row = new byte[length];
  }

  /** The next row of the pass, which the following call overwrites. */
  byte[] next() throws UnusablePictureException {
    byte[] filtered = new byte[row.length + 1];
    if (inflate(filtered) < filtered.length) {
      throw new UnusablePictureException("the PNG's pixel data end too early: it is truncated");
    }
    unfilter(filtered, row);
    return row;
  }

  /** Checks that nothing follows the last row. */
  void requireEnd() throws UnusablePictureException {
    if (inflate(new byte[1]) > 0 || !inflater.finished()) {
      throw new UnusablePictureException("the PNG has other pixel data than its size needs");
    }
    if (inflater.getRemaining() > 0 || hasMore()) {
      throw new UnusablePictureException("the PNG has data after its pixels' end");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] target) throws UnusablePictureException {
    int filled = 0;
    try {
      while (filled < target.length && !inflater.finished() && !inflater.needsDictionary()) {
        int count = inflater.inflate(target, filled, target.length - filled);
        filled += count;
        if (count == 0 && inflater.needsInput()) {
          if (!stretches.hasNext()) {
            break;
          }
          Stretch next = stretches.next();
          inflater.setInput(file, next.at(), next.length());
        }
      }
    } catch (DataFormatException e) {
      throw new UnusablePictureException("the PNG's pixel data are damaged", e);
    }
    return filled;
  }

  private boolean hasMore() {
    while (stretches.hasNext()) {
      if (stretches.next().length() > 0) {
        return true;
      }
    }
    return false;
  }

  private void unfilter(byte[] filtered, byte[] above) throws UnusablePictureException {
    int type = filtered[0];
    if (type < 0 || type > 4) {
      throw new UnusablePictureException("the PNG's pixel data name an unknown filter");
    }
    byte[] current = Arrays.copyOfRange(filtered, 1, filtered.length);
    for (int i = 0; i < current.length; i++) {
      int left = i < pixelBytes ? 0 : Byte.toUnsignedInt(current[i - pixelBytes]);
      int up = Byte.toUnsignedInt(above[i]);
      int upLeft = i < pixelBytes ? 0 : Byte.toUnsignedInt(above[i - pixelBytes]);
      int predicted =
          switch (type) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, upLeft);
            default -> 0;
          };
      current[i] += (byte) predicted;
    }
    row = current;
  }

  private static int paeth(int left, int up, int upLeft) {
    int estimate = left + up - upLeft;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toUpLeft = Math.abs(estimate - upLeft);
    if (toLeft <= toUp && toLeft <= toUpLeft) {
      return left;
    }
    return toUp <= toUpLeft ? up : upLeft;
  }
}
