package dev.imprimatur.training.learning;

import dev.imprimatur.training.corpus.Sample;
import java.util.List;

/** How much a sample counts: what people wrote more than what was composed, the rarest most. */
final class Weights {
  private static final float COMPOSED = 1;
  private static final float COLLECTED = 1.5f;
  private static final float RARE = 2;

  private static final List<String> SMALL_SETS = List.of("moderation", "comments");
  private static final List<String> LARGE_SETS = List.of("coprov2", "hatecheck");

  private Weights() {}

  static float of(Sample sample) {
    if (SMALL_SETS.contains(sample.origin())) {
      return RARE;
    }
    return LARGE_SETS.stream().anyMatch(sample.origin()::startsWith) ? COLLECTED : COMPOSED;
  }
}
