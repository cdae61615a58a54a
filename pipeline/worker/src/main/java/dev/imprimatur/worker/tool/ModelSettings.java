package dev.imprimatur.worker.tool;

import dev.imprimatur.contract.Sampler;
import dev.imprimatur.diffusion.checkpoint.CheckpointSummary;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;

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
  private static final String CONSISTENCY_SCHEDULER = "LCMScheduler";
  private static final String ANCESTRAL_SCHEDULER = "EulerAncestralDiscreteScheduler";
  private static final int FEW_STEPS = 4;
  private static final double CONSISTENCY_GUIDANCE = 8.5;
  private static final int MOST_STEPS = 100;
  private static final int MOST_IMAGES = 4;

  record Defaults(int width, int height, int steps, double guidanceScale, String sampler) {}

  record Limits(int minimumSize, int maximumSize, int maximumSteps, int maximumCount) {}

  /**
   * What is usual for such a checkpoint. Latent consistency models (Luo et al., 2023) are asked in
   * few steps, and guided only where they were trained to take the guidance scale as a number;
   * adversarially distilled ones (Sauer et al., 2023) in few steps of their own scheduler, without
   * guidance.
   */
  static ModelSettings of(CheckpointSummary summary) {
    int side = Math.clamp(summary.side(), SMALLEST, LARGEST);
    if (summary.takesGuidance() || summary.scheduler().equals(CONSISTENCY_SCHEDULER)) {
      return of(side, FEW_STEPS, summary.takesGuidance() ? CONSISTENCY_GUIDANCE : 1, Sampler.LCM);
    }
    if (summary.turbo()) {
      boolean ancestral = summary.scheduler().equals(ANCESTRAL_SCHEDULER);
      return of(side, FEW_STEPS, 0, ancestral ? Sampler.EULER_ANCESTRAL : Sampler.EULER);
    }
    return of(side, STEPS, guidanceScale(summary.family()), Sampler.DPM_SOLVER_MULTISTEP);
  }

  private static double guidanceScale(Family family) {
    return switch (family) {
      case VERSION_1, VERSION_2 -> 7.5;
      case XL -> 5;
    };
  }

  /** Sizes may be half to twice that of the training. */
  private static ModelSettings of(int size, int steps, double guidanceScale, Sampler sampler) {
    return new ModelSettings(
        new Defaults(size, size, steps, guidanceScale, sampler.wireName()),
        new Limits(
            Math.max(SMALLEST, size / 2), Math.min(LARGEST, 2 * size), MOST_STEPS, MOST_IMAGES));
  }
}
