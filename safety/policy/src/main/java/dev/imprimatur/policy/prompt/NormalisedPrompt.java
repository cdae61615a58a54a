package dev.imprimatur.policy.prompt;

import java.util.List;
import java.util.Optional;

/**
 * A prompt after {@link PromptNormaliser}, the only way to make one: whoever takes this type cannot
 * be handed raw input.
 */
public final class NormalisedPrompt {
  private final String original;
  private final String text;
  private final List<PromptWeight> weights;
  private final List<String> changes;
  private final List<PromptView> views;

  NormalisedPrompt(
      String original,
      String text,
      List<PromptWeight> weights,
      List<String> changes,
      List<PromptView> views) {
    this.original = original;
    this.text = text;
    this.weights = List.copyOf(weights);
    this.changes = List.copyOf(changes);
    this.views = List.copyOf(views);
  }

  /** What was typed, unchanged. */
  public String original() {
    return original;
  }

  /** What is shown, decided on, rewritten and drawn. All positions count its UTF-16 units. */
  public String text() {
    return text;
  }

  /** Which of its words count more or less, in their order; empty unless weights were read. */
  public List<PromptWeight> weights() {
    return weights;
  }

  /** What normalisation changed, in words that repeat nothing of the prompt; empty if nothing. */
  public List<String> changes() {
    return changes;
  }

  /** The forms in which terms are looked up; a term found in any of them counts. */
  public List<PromptView> views() {
    return views;
  }

  /** The case-folded view without words that were weighed down; nothing where there are none. */
  public Optional<PromptView> emphasised() {
    return EmphasisedView.of(folded(), weights);
  }

  /** The case-folded view, whose words are the text's words. */
  public PromptView folded() {
    return views.getFirst();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NormalisedPrompt prompt
        && original.equals(prompt.original)
        && text.equals(prompt.text)
        && weights.equals(prompt.weights);
  }

  @Override
  public int hashCode() {
    return original.hashCode();
  }

  /** Says nothing of the prompt, so that none reaches a log by accident. */
  @Override
  public String toString() {
    return "NormalisedPrompt[" + text.length() + " characters]";
  }
}
