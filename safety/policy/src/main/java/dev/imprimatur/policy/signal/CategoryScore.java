package dev.imprimatur.policy.signal;

/**
 * How probable a category is.
 *
 * @param category of which the score speaks
 * @param probability calibrated, 0 to 1
 * @param level what the bundle's thresholds make of it
 */
public record CategoryScore(Category category, double probability, Level level) {
  public CategoryScore {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("the probability of " + category.id() + " must be 0 to 1");
    }
  }
}
