package dev.imprimatur.picture;

import java.awt.image.BufferedImage;

/**
 * A picture without transparency.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb red, green and blue of each pixel, row by row from the top; not copied
 */
public record Picture(int width, int height, byte[] rgb) {
  public Picture {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "%d x %d pixels do not have %d bytes".formatted(width, height, rgb.length));
    }
  }

  /** The same pixels as an image of the Java platform. */
  public BufferedImage image() {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = sample(3 * i) << 16 | sample(3 * i + 1) << 8 | sample(3 * i + 2);
    }
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }

  /** The pixels of an image of the Java platform, whose transparency is ignored. */
  public static Picture of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return new Picture(width, height, rgb);
  }

  /** The picture stretched to another size. */
  public Picture resized(int newWidth, int newHeight, Resampling resampling) {
    return new Resizer(resampling).resize(this, newWidth, newHeight);
  }

  /**
   * A part of the picture.
   *
   * @throws IllegalArgumentException when it does not lie within
   */
  public Picture cropped(int left, int top, int newWidth, int newHeight) {
    if (left < 0 || top < 0 || left + newWidth > width || top + newHeight > height) {
      throw new IllegalArgumentException("the part does not lie within the picture");
    }
    byte[] part = new byte[3 * newWidth * newHeight];
    for (int row = 0; row < newHeight; row++) {
      System.arraycopy(
          rgb, 3 * ((top + row) * width + left), part, 3 * row * newWidth, 3 * newWidth);
    }
    return new Picture(newWidth, newHeight, part);
  }

  /**
   * What an autoencoder takes: red, green and blue planes, [1, 3, height, width], -1 to 1, each
   * step rounded to float as PyTorch does.
   */
  public float[] values() {
    int plane = width * height;
    float[] values = new float[3 * plane];
    for (int i = 0; i < plane; i++) {
      for (int colour = 0; colour < 3; colour++) {
        values[colour * plane + i] = 2 * (sample(3 * i + colour) / 255f) - 1;
      }
    }
    return values;
  }

  /** One of {@link #rgb} as 0 to 255. */
  int sample(int index) {
    return Byte.toUnsignedInt(rgb[index]);
  }
}
