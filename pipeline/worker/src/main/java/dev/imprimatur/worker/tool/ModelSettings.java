package dev.imprimatur.worker.tool;

import dev.imprimatur.contract.Sampler;

/**
 * What a model's card says about settings, as proposed from its checkpoint.
 *
 * @param defaults for what a request leaves open
 * @param limits for what a request may ask
 */
record ModelSettings(Defaults defaults, Limits limits) {
  private static final int SMALLEST = 64;
  private static final int LARGEST = 2048;
  private static final int STEPS = 25;
  private static final int MOST_STEPS = 100;
  private static final int MOST_IMAGES = 4;

  record Defaults(int width, int height, int steps, double guidanceScale, String sampler) {}

  record Limits(int minimumSize, int maximumSize, int maximumSteps, int maximumCount) {}

  /**
   * Half to twice the size for which a network was trained.
   *
   * @param size of each side of the pictures that it was trained with, in pixels
   */
  static ModelSettings of(Family family, int size) {
    return new ModelSettings(
        new Defaults(
            size, size, STEPS, family.guidanceScale(), Sampler.DPM_SOLVER_MULTISTEP.wireName()),
        new Limits(
            Math.max(SMALLEST, size / 2), Math.min(LARGEST, 2 * size), MOST_STEPS, MOST_IMAGES));
  }
}
