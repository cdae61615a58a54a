package dev.imprimatur.server.flow;

import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.Sampler;

/**
 * How a prompt is to be drawn.
 *
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param steps denoising steps
 * @param guidanceScale of classifier-free guidance
 * @param sampler the scheduler
 * @param seed of the first image, 0 to {@link ImageOrder#MAXIMUM_SEED}; each further image takes
 *     the next
 * @param count images
 */
public record Settings(
    int width, int height, int steps, double guidanceScale, Sampler sampler, long seed, int count) {
  /** The seed of one image. */
  public long seed(int index) {
    return (seed + index) % (ImageOrder.MAXIMUM_SEED + 1);
  }
}
