package dev.imprimatur.diffusion;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * Pictures to draw with the same settings.
 *
 * @param images at least one
 * @param operation what the drawing starts from
 * @param negativePrompt what to steer away from; absent or empty both mean nothing, but SDXL tells
 *     them apart
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param steps 1 to 1000
 * @param guidanceScale classifier-free guidance; off at 1 and below
 * @param sampler steps from noise to picture; without one, the checkpoint's own
 * @param noise which generator the seeds belong to
 * @param style how the prompts' brackets are read
 */
public record DrawingRequest(
    List<ImageRequest> images,
    Operation operation,
    Optional<String> negativePrompt,
    int width,
    int height,
    int steps,
    double guidanceScale,
    Optional<Sampler> sampler,
    NoiseKind noise,
    PromptStyle style) {
  private static final int MAXIMUM_SIDE = 2048;
  private static final int MAXIMUM_STEPS = 1000;

  public DrawingRequest {
    images = List.copyOf(images);
    require(!images.isEmpty(), "images must not be empty");
    require(isSide(width), "width must be a multiple of 8 between 64 and " + MAXIMUM_SIDE);
    require(isSide(height), "height must be a multiple of 8 between 64 and " + MAXIMUM_SIDE);
    require(steps >= 1 && steps <= MAXIMUM_STEPS, "steps must be between 1 and " + MAXIMUM_STEPS);
    require(
        Double.isFinite(guidanceScale) && guidanceScale >= 0,
        "guidanceScale must be finite and not negative");
    switch (operation) {
      case Operation.TextToImage() -> {}
      case Operation.ImageToImage(BufferedImage start, double strength) -> {
        requireSize(start, width, height, "the start picture");
        requireSteps(steps, strength);
      }
      case Operation.Inpainting(BufferedImage start, BufferedImage mask, double strength) -> {
        requireSize(start, width, height, "the start picture");
        requireSize(mask, width, height, "the mask");
        requireSteps(steps, strength);
      }
    }
  }

  /**
   * Text to image with our own noise, brackets taken as text, and an empty negative prompt taken
   * for none.
   */
  public static DrawingRequest textToImage(
      List<ImageRequest> images,
      String negativePrompt,
      int width,
      int height,
      int steps,
      double guidanceScale,
      Sampler sampler) {
    return new DrawingRequest(
        images,
        new Operation.TextToImage(),
        Optional.of(negativePrompt).filter(prompt -> !prompt.isEmpty()),
        width,
        height,
        steps,
        guidanceScale,
        Optional.of(sampler),
        NoiseKind.PHILOX,
        PromptStyle.PLAIN);
  }

  private static void requireSize(BufferedImage picture, int width, int height, String name) {
    require(
        picture.getWidth() == width && picture.getHeight() == height,
        "%s must have the size of the drawing, %dx%d, not %dx%d"
            .formatted(name, width, height, picture.getWidth(), picture.getHeight()));
  }

  private static void requireSteps(int steps, double strength) {
    require(
        (int) (steps * strength) >= 1,
        "a strength of %s leaves nothing of %d steps: raise one of them"
            .formatted(strength, steps));
  }

  private static boolean isSide(int pixels) {
    return pixels >= 64 && pixels <= MAXIMUM_SIDE && pixels % 8 == 0;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
