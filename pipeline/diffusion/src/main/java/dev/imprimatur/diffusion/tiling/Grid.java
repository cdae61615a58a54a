package dev.imprimatur.diffusion.tiling;

/**
 * Numbers on a grid with several channels: a latent or a picture. The values are not copied.
 *
 * @param values channel by channel, row by row
 */
public record Grid(int channels, int height, int width, float[] values) {
  public Grid {
    if (values.length != channels * height * width) {
      throw new IllegalArgumentException(
          "%d values for %dx%dx%d".formatted(values.length, channels, height, width));
    }
  }

  /** A grid of zeros. */
  static Grid zeros(int channels, int height, int width) {
    return new Grid(channels, height, width, new float[channels * height * width]);
  }

  /** The part from {@code top} and {@code left} on, at most {@code side} long on each side. */
  Grid part(int top, int left, int side) {
    Grid part = zeros(channels, Math.min(side, height - top), Math.min(side, width - left));
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < part.height; row++) {
        System.arraycopy(
            values,
            index(channel, top + row, left),
            part.values,
            part.index(channel, row, 0),
            part.width);
      }
    }
    return part;
  }

  /** Copies the upper left of {@code from}, at most {@code side} long, to a place in this grid. */
  void paste(Grid from, int top, int left, int side) {
    int wide = Math.min(side, from.width);
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < Math.min(side, from.height); row++) {
        System.arraycopy(
            from.values,
            from.index(channel, row, 0),
            values,
            index(channel, top + row, left),
            wide);
      }
    }
  }

  /** Fades the lower edge of {@code above} into the first rows. */
  void fadeFromAbove(Grid above, int most) {
    int extent = Math.min(most, Math.min(above.height, height));
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < extent; row++) {
        for (int column = 0; column < width; column++) {
          float upper = above.values[above.index(channel, above.height - extent + row, column)];
          fade(index(channel, row, column), upper, row, extent);
        }
      }
    }
  }

  /** Fades the right edge of {@code left} into the first columns. */
  void fadeFromLeft(Grid left, int most) {
    int extent = Math.min(most, Math.min(left.width, width));
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < extent; column++) {
          float before = left.values[left.index(channel, row, left.width - extent + column)];
          fade(index(channel, row, column), before, column, extent);
        }
      }
    }
  }

  private void fade(int at, float before, int distance, int extent) {
    float share = (float) distance / extent;
    values[at] = before * (1 - share) + values[at] * share;
  }

  private int index(int channel, int row, int column) {
    return (channel * height + row) * width + column;
  }
}
