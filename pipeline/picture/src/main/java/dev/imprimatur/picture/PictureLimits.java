package dev.imprimatur.picture;

/**
 * How large a file may be, and what it holds.
 *
 * @param bytes of the file
 * @param side pixels along one side
 * @param pixels of the whole picture; reading one takes up to 12 bytes of memory for each
 */
public record PictureLimits(int bytes, int side, int pixels) {
  /** 20 MiB and 25 million pixels, enough for a camera's picture of 6000 x 4000. */
  public static final PictureLimits STANDARD = new PictureLimits(20 << 20, 16_384, 25_000_000);

  public PictureLimits {
    if (bytes < 1 || side < 1 || pixels < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }

  void requireBytes(int length) throws UnusablePictureException {
    if (length > bytes) {
      throw new UnusablePictureException(
          "the picture's file has %d bytes, more than the %d allowed".formatted(length, bytes));
    }
  }

  /** Judges a size that a header claims; the numbers are not negative. */
  void requireSize(long width, long height) throws UnusablePictureException {
    if (width == 0 || height == 0) {
      throw new UnusablePictureException("the picture has no pixels");
    }
    if (width > side || height > side) {
      throw new UnusablePictureException(
          "the picture is %d x %d pixels, but a side may have %d".formatted(width, height, side));
    }
    if (width * height > pixels) {
      throw new UnusablePictureException(
          "the picture is %d x %d pixels, but only %d pixels are allowed"
              .formatted(width, height, pixels));
    }
  }
}
