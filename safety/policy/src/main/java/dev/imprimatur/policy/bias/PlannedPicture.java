package dev.imprimatur.policy.bias;

import java.util.Map;

/**
 * A picture that is drawn to be read.
 *
 * @param prompt what is drawn
 * @param seed of its noise
 * @param named what the rewriting names in it, by axis; nothing where the prompt is as it was
 */
public record PlannedPicture(String prompt, long seed, Map<String, String> named) {
  public PlannedPicture {
    named = Map.copyOf(named);
  }
}
