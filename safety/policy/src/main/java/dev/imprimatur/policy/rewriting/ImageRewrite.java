package dev.imprimatur.policy.rewriting;

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
}
