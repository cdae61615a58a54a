package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.prompt.PromptWeight;
import java.util.List;

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
   * The weights of the original text as they lie in this one, with those of the edits. Words that
   * were put in between weighed words weigh the same; those put in before or after have the weight
   * of the rest. What an edit weighs multiplies that.
   */
  public List<PromptWeight> weights(List<PromptWeight> original) {
    var laid = new LaidWeights(prompt.length());
    original.forEach(weight -> lay(weight, laid));
    int longer = 0;
    for (Edit edit : edits) {
      int from = edit.position() + longer;
      laid.multiply(from, from + edit.inserted().stripTrailing().length(), edit.weight());
      longer += edit.inserted().length() - edit.removed().length();
    }
    return laid.stretches();
  }

  private void lay(PromptWeight weight, LaidWeights laid) {
    int start = weight.start();
    int end = weight.end();
    for (Edit edit : edits) {
      int longer = edit.inserted().length() - edit.removed().length();
      boolean before = edit.position() < weight.start() || isInsertionAt(edit, weight.start());
      start += before ? longer : 0;
      end += edit.position() < weight.end() ? longer : 0;
    }
    laid.multiply(start, end, weight.weight());
  }

  private static boolean isInsertionAt(Edit edit, int position) {
    return edit.position() == position && edit.removed().isEmpty();
  }
}
