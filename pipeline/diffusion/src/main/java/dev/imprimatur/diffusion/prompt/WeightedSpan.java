package dev.imprimatur.diffusion.prompt;

/**
 * A stretch of a prompt whose words count alike.
 *
 * @param text without the markup
 * @param weight what the hidden states of its tokens are multiplied by, {@value #MINIMUM} to
 *     {@value #MAXIMUM}; 1 changes nothing
 */
public record WeightedSpan(String text, float weight) {
  /** The least that a text can weigh. */
  public static final float MINIMUM = 0.05f;

  /** The most that a text can weigh. */
  public static final float MAXIMUM = 3;

  public WeightedSpan {
    if (!(weight >= MINIMUM && weight <= MAXIMUM)) {
      throw new IllegalArgumentException(
          "weight must be between " + MINIMUM + " and " + MAXIMUM + ", not " + weight);
    }
  }
}
