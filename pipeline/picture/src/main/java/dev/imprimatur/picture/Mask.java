package dev.imprimatur.picture;

/**
 * Which pixels of a picture are drawn anew.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values row by row, 1 where it is drawn and 0 where the picture is kept; not copied
 */
public record Mask(int width, int height, float[] values) {
  public Mask {
    if (values.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d x %d pixels do not have %d values".formatted(width, height, values.length));
    }
  }

  /**
   * The white of a picture. A pixel counts when its lightness, as Pillow computes it (ITU-R BT.601
   * in 16 bits of fixed point), is half of white or more.
   */
  public static Mask of(Picture picture) {
    float[] values = new float[picture.width() * picture.height()];
    for (int i = 0; i < values.length; i++) {
      int lightness =
          (19595 * picture.sample(3 * i)
                  + 38470 * picture.sample(3 * i + 1)
                  + 7471 * picture.sample(3 * i + 2)
                  + 0x8000)
              >> 16;
      values[i] = lightness / 255f >= 0.5f ? 1 : 0;
    }
    return new Mask(picture.width(), picture.height(), values);
  }

  /** The mask of another size by the nearest value, as PyTorch's interpolation takes it. */
  public Mask nearest(int newWidth, int newHeight) {
    float[] nearest = new float[newWidth * newHeight];
    for (int i = 0; i < nearest.length; i++) {
      int row = place(i / newWidth, height, newHeight);
      nearest[i] = values[row * width + place(i % newWidth, width, newWidth)];
    }
    return new Mask(newWidth, newHeight, nearest);
  }

  /** The picture's values with a grey hole: 0 where the mask is 1. */
  public float[] hole(float[] picture) {
    if (picture.length != 3 * values.length) {
      throw new IllegalArgumentException("the picture's size is not the mask's");
    }
    float[] hole = new float[picture.length];
    for (int i = 0; i < hole.length; i++) {
      hole[i] = values[i % values.length] < 0.5f ? picture[i] : 0;
    }
    return hole;
  }

  private static int place(int index, int from, int to) {
    return Math.min((int) (index * ((float) from / to)), from - 1);
  }
}
