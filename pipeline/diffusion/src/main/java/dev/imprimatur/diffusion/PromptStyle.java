package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.prompt.WeightedPrompt;
import dev.imprimatur.diffusion.prompt.WeightedSpan;
import java.util.List;

/** How a prompt's brackets are read. */
public enum PromptStyle {
  /** As text. */
  PLAIN,
  /** As weights, in the grammar of {@link WeightedPrompt}. */
  WEIGHTED;

  /** The prompt's words with their weights. */
  WeightedPrompt read(String prompt) {
    return switch (this) {
      case PLAIN ->
          new WeightedPrompt(
              prompt.isEmpty() ? List.of() : List.of(new WeightedSpan(prompt, 1)), List.of());
      case WEIGHTED -> WeightedPrompt.parse(prompt);
    };
  }
}
