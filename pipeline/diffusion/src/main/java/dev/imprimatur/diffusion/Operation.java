package dev.imprimatur.diffusion;

import java.awt.image.BufferedImage;

/** What a drawing starts from, beside its prompts. */
public sealed interface Operation {
  /** From noise alone. */
  record TextToImage() implements Operation {}

  /**
   * From a picture, of which noise covers a part.
   *
   * @param start of the size of the drawing
   * @param strength how much of the way from noise is gone again: above 0, at most 1
   */
  record ImageToImage(BufferedImage start, double strength) implements Operation {
    public ImageToImage {
      requireStrength(strength);
    }
  }

  /**
   * Into a hole of a picture.
   *
   * @param start of the size of the drawing
   * @param mask of the same size: what is half white or more is drawn, the rest is kept
   * @param strength as in image to image
   */
  record Inpainting(BufferedImage start, BufferedImage mask, double strength) implements Operation {
    public Inpainting {
      requireStrength(strength);
    }
  }

  private static void requireStrength(double strength) {
    if (!(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be above 0 and at most 1");
    }
  }
}
