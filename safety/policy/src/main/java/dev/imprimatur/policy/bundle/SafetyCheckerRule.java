package dev.imprimatur.policy.bundle;

/**
 * What comes of the safety checker that a model's checkpoint brings along.
 *
 * @param version of the numbers
 * @param quarantine whether a picture that it flags is quarantined, or this is only recorded
 * @param adjustment what all of its thresholds are lowered by, 0 to 1
 * @param stricterAdjustment the same for requests under the obligation of stricter images; not
 *     below {@code adjustment}
 */
public record SafetyCheckerRule(
    String version, boolean quarantine, double adjustment, double stricterAdjustment) {
  /** For bundles that say nothing of it: the checker as it was published. */
  static final SafetyCheckerRule AS_PUBLISHED =
      new SafetyCheckerRule("as published", true, 0, 0.02);

  public SafetyCheckerRule {
    if (!(adjustment >= 0 && stricterAdjustment >= adjustment && stricterAdjustment <= 1)) {
      throw new IllegalArgumentException(
          "the adjustments must be between 0 and 1, and the stricter one not below the usual one");
    }
  }

  /** What thresholds are lowered by. */
  public double adjustment(boolean stricter) {
    return stricter ? stricterAdjustment : adjustment;
  }
}
