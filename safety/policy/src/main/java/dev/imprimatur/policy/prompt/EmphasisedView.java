package dev.imprimatur.policy.prompt;

import java.util.List;
import java.util.Optional;

/**
 * The view of the words that count: those that were weighed down are left out, since a model hardly
 * draws them, but whoever judges by the whole would be soothed by them.
 */
final class EmphasisedView {
  /** Words that weigh less are hardly drawn. */
  private static final double LIGHT = 0.5;

  private EmphasisedView() {}

  /** Nothing where every word counts. */
  static Optional<PromptView> of(PromptView folded, List<PromptWeight> weights) {
    List<PromptWeight> light = weights.stream().filter(weight -> weight.weight() < LIGHT).toList();
    if (light.isEmpty()) {
      return Optional.empty();
    }
    var builder = new ViewBuilder(folded);
    int next = 0;
    for (int at = 0; at < folded.text().length(); at++) {
      int origin = folded.origin(at);
      while (next < light.size() && light.get(next).end() <= origin) {
        next++;
      }
      boolean counts = next == light.size() || origin < light.get(next).start();
      // What stood on both sides must not become one word.
      builder.append(counts ? folded.text().substring(at, at + 1) : " ", at);
    }
    return Optional.of(builder.build("emphasised"));
  }
}
