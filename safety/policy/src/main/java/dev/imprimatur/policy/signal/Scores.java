package dev.imprimatur.policy.signal;

import java.util.List;

/**
 * What a trained model said of one text.
 *
 * @param name the model, for example {@code ngrams+all-MiniLM-L6-v2-q8-layer-4}
 * @param version of its weights
 * @param hash SHA-256 of its weights, lower-case hex
 * @param source which text was read
 * @param unsafe how probable it is that the text belongs to any category of the moderation API, 0
 *     to 1
 * @param categories every category in its order
 */
public record Scores(
    String name,
    String version,
    String hash,
    Source source,
    double unsafe,
    List<CategoryScore> categories) {
  public Scores {
    categories = List.copyOf(categories);
  }

  /** The categories that are not clear, in their order. */
  public List<CategoryScore> noted() {
    return categories.stream().filter(score -> score.level() != Level.CLEAR).toList();
  }
}
