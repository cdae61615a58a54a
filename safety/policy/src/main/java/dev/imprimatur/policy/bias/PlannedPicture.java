package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.prompt.PromptWeight;
import java.util.List;
import java.util.Map;

/**
 * A picture that is drawn to be read.
 *
 * @param prompt what is drawn
 * @param weights of its words that count more
 * @param seed of its noise
 * @param named what the rewriting names in it, by axis; nothing where the prompt is as it was
 */
public record PlannedPicture(
    String prompt, List<PromptWeight> weights, long seed, Map<String, String> named) {
  public PlannedPicture {
    weights = List.copyOf(weights);
    named = Map.copyOf(named);
  }
}
