package dev.imprimatur.policy.rewriting;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the rewriter makes of a prompt, for the user to see and for the record.
 *
 * @param original the normalised text that was given
 * @param images one entry for each image, in order
 * @param reasons why persons, or some of their attributes, were left alone
 * @param targetVersion which target the draws followed
 */
public record Rewriting(
    String original, List<ImageRewrite> images, List<Reason> reasons, String targetVersion) {
  public Rewriting {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("a rewriting needs at least one image");
    }
    images = List.copyOf(images);
    reasons = List.copyOf(reasons);
  }

  /**
   * The texts that must be decided on, each once: all that are drawn and, where the user declined
   * in vain, the one that would have been drawn. So a demand for rewriting lets nothing pass that
   * would be refused without it.
   *
   * @param overridden whether the user declined and policy demands it
   */
  public List<String> textsToDecide(boolean overridden) {
    return Stream.concat(
            images.stream().map(ImageRewrite::prompt),
            overridden ? Stream.of(original) : Stream.empty())
        .distinct()
        .toList();
  }

  /** Whether any image is drawn from another text than the one given. */
  public boolean changed() {
    return images.stream().anyMatch(image -> !image.edits().isEmpty());
  }
}
