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
  private static final int FEW_STEPS = 4;
  private static final double CONSISTENCY_GUIDANCE = 8.5;
  private static final int MOST_STEPS = 100;
  private static final int MOST_IMAGES = 4;

  record Defaults(int width, int height, int steps, double guidanceScale, String sampler) {}

  record Limits(int minimumSize, int maximumSize, int maximumSteps, int maximumCount) {}

  /**
   * For a model that is asked in many steps.
   *
   * @param size of each side of the pictures that it was trained with, in pixels
   */
  static ModelSettings of(Family family, int size) {
    return of(size, STEPS, family.guidanceScale(), Sampler.DPM_SOLVER_MULTISTEP);
  }

  /**
   * For a latent consistency model (Luo et al., 2023), which is asked in few steps.
   *
   * @param takesGuidance whether its network was trained to take the guidance scale as a number
   */
  static ModelSettings ofConsistencyModel(int size, boolean takesGuidance) {
    return of(size, FEW_STEPS, takesGuidance ? CONSISTENCY_GUIDANCE : 1, Sampler.LCM);
  }

  /** Sizes may be half to twice that of the training. */
  private static ModelSettings of(int size, int steps, double guidanceScale, Sampler sampler) {
    return new ModelSettings(
        new Defaults(size, size, steps, guidanceScale, sampler.wireName()),
        new Limits(
            Math.max(SMALLEST, size / 2), Math.min(LARGEST, 2 * size), MOST_STEPS, MOST_IMAGES));
  }
}
