package dev.imprimatur.server.flow;

import dev.imprimatur.policy.prompt.PromptWeight;
import java.util.List;

/**
 * Words that count more or less, by their place in the normalised prompts, in UTF-16 units.
 *
 * @param prompt of the prompt before it was rewritten
 * @param negativePrompt of the other
 */
public record WeightsDetail(List<PromptWeight> prompt, List<PromptWeight> negativePrompt) {
  public WeightsDetail {
    prompt = List.copyOf(prompt);
    negativePrompt = List.copyOf(negativePrompt);
  }
}
