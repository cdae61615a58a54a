package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.prompt.PromptWeight;
import java.util.List;
import java.util.Optional;

/**
 * What is drawn for one image of a request.
 *
 * @param index which image, from 0
 * @param prompt the text to draw
 * @param edits what was changed to get it, by position; empty if nothing
 */
public record ImageRewrite(int index, String prompt, List<Edit> edits) {
  public ImageRewrite {
    if (index < 0) {
      throw new IllegalArgumentException("index must not be negative");
    }
    edits = List.copyOf(edits);
  }

  /**
   * The weights of the original text as they lie in this one. Words that were put in between
   * weighed words weigh the same; those put in before or after have the weight of the rest.
   */
  public List<PromptWeight> weights(List<PromptWeight> original) {
    return original.stream().flatMap(weight -> moved(weight).stream()).toList();
  }

  private Optional<PromptWeight> moved(PromptWeight weight) {
    int start = weight.start();
    int end = weight.end();
    for (Edit edit : edits) {
      int longer = edit.inserted().length() - edit.removed().length();
      boolean before = edit.position() < weight.start() || isInsertionAt(edit, weight.start());
      start += before ? longer : 0;
      end += edit.position() < weight.end() ? longer : 0;
    }
    int from = Math.max(0, start);
    int to = Math.min(end, prompt.length());
    return from < to ? Optional.of(new PromptWeight(from, to, weight.weight())) : Optional.empty();
  }

  private static boolean isInsertionAt(Edit edit, int position) {
    return edit.position() == position && edit.removed().isEmpty();
  }
}
