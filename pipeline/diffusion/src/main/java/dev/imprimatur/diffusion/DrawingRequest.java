package dev.imprimatur.diffusion;

import java.util.List;

/**
 * Pictures to draw with the same settings.
 *
 * @param images at least one
 * @param negativePrompt what to steer away from; may be empty
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param steps 1 to 1000
 * @param guidanceScale classifier-free guidance; off at 1 and below
 * @param sampler steps from noise to picture
 */
public record DrawingRequest(
    List<ImageRequest> images,
    String negativePrompt,
    int width,
    int height,
    int steps,
    double guidanceScale,
    Sampler sampler) {
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
  }

  /** Whether the negative prompt takes part. */
  boolean isGuided() {
    return guidanceScale > 1;
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
