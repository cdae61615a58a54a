package dev.imprimatur.worker.attribute;

import dev.imprimatur.picture.Picture;
import dev.imprimatur.picture.Resampling;

/**
 * A picture as the network takes it: of the picture at 192 x 192 pixels the part where a portrait's
 * head is, 96 x 96.
 */
public final class AttributeInput {
  /** Pixels along both sides of what the network sees. */
  public static final int SIZE = 96;

  /** Pixels along both sides of the whole picture. */
  public static final int WHOLE = 192;

  private static final int LEFT = 48;
  private static final int TOP = 30;

  private AttributeInput() {}

  /** Red, green and blue planes, -1 to 1. */
  static float[] of(Picture picture) {
    return region(picture, 0).values();
  }

  /**
   * What the network sees, and around it a margin in which training moves it about.
   *
   * @param margin in pixels, at most 30
   */
  public static Picture region(Picture picture, int margin) {
    return picture
        .resized(WHOLE, WHOLE, Resampling.BICUBIC)
        .cropped(LEFT - margin, TOP - margin, SIZE + 2 * margin, SIZE + 2 * margin);
  }
}
