package dev.imprimatur.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of a JPEG's frame.
 *
 * @param width in pixels
 * @param height in pixels
 * @param components names of the planes: 1, 3 or 4
 */
record JpegFrame(int width, int height, List<Integer> components) {
  private static final int FIXED_LENGTH = 8;

  JpegFrame {
    components = List.copyOf(components);
  }

  /** Reads the segment at {@code at} and judges the size. */
  static JpegFrame read(byte[] file, int at, int length, PictureLimits limits)
      throws UnusablePictureException {
    if (length < FIXED_LENGTH || length != FIXED_LENGTH + 3 * Bytes.unsigned8(file, at + 7)) {
      throw new UnusablePictureException("the JPEG's header has the wrong length");
    }
    int precision = Bytes.unsigned8(file, at + 2);
    if (precision != 8) {
      throw new UnusablePictureException(
          "the JPEG has %d bits a sample: only 8 are supported".formatted(precision));
    }
    int height = Bytes.unsigned16(file, at + 3);
    int width = Bytes.unsigned16(file, at + 5);
    limits.requireSize(width, height);
    var components = new ArrayList<Integer>();
    for (int i = at + FIXED_LENGTH; i < at + length; i += 3) {
      components.add(Bytes.unsigned8(file, i));
      requireSampling(Bytes.unsigned8(file, i + 1));
    }
    if (components.size() != 1 && components.size() != 3 && components.size() != 4) {
      throw new UnusablePictureException(
          "the JPEG has %d colour planes: only 1, 3 and 4 are supported"
              .formatted(components.size()));
    }
    return new JpegFrame(width, height, components);
  }

  private static void requireSampling(int factors) throws UnusablePictureException {
    int horizontal = factors >> 4;
    int vertical = factors & 15;
    if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
      throw new UnusablePictureException("the JPEG's header names a sampling that does not exist");
    }
  }
}
