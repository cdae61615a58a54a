package dev.imprimatur.training.learning;

/**
 * How a prompt model is learnt.
 *
 * @param buckets of the n-gram model, a power of two
 * @param units of the semantic heads' hidden layer
 * @param epochs over the training part for the semantic heads
 * @param seed of everything that is drawn
 */
public record LearningSettings(int buckets, int units, int epochs, long seed) {
  public LearningSettings {
    if (Integer.bitCount(buckets) != 1 || units < 1 || epochs < 1) {
      throw new IllegalArgumentException(
          "buckets must be a power of two, units and epochs at least 1");
    }
  }

  /** Those that the committed model was learnt with. */
  public static LearningSettings standard() {
    return new LearningSettings(1 << 16, 128, 8, 20261126);
  }
}
