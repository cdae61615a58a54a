package dev.imprimatur.policy.preset;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a preset; what it leaves out is the model's own.
 *
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param steps denoising steps, at least 1
 * @param guidanceScale 0 to 30
 */
public record PresetSettings(
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Integer steps,
    @Nullable Double guidanceScale) {
  private static final int SIZE_STEP = 8;
  private static final double LARGEST_GUIDANCE = 30;

  public PresetSettings {
    requireSize("width", width);
    requireSize("height", height);
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException("a preset has at least 1 step");
    }
    if (guidanceScale != null && !(guidanceScale >= 0 && guidanceScale <= LARGEST_GUIDANCE)) {
      throw new IllegalArgumentException("a preset's guidanceScale is from 0 to 30");
    }
  }

  private static void requireSize(String side, @Nullable Integer pixels) {
    if (pixels != null && (pixels < SIZE_STEP || pixels % SIZE_STEP != 0)) {
      throw new IllegalArgumentException("a preset's " + side + " is a multiple of 8");
    }
  }
}
