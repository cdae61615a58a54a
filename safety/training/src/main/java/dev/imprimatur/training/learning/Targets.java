package dev.imprimatur.training.learning;

import dev.imprimatur.policy.model.Outputs;
import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.training.corpus.Sample;

/** What a model should say of a sample. */
final class Targets {
  static final byte UNKNOWN = -1;

  private static final int UNSAFE = Outputs.COUNT - 1;

  private Targets() {}

  /** For each output 1, 0 or {@link #UNKNOWN}. */
  static byte[] of(Sample sample) {
    var targets = new byte[Outputs.COUNT];
    for (int output = 0; output < UNSAFE; output++) {
      Category category = Outputs.CATEGORIES.get(output);
      if (sample.categories().contains(category)) {
        targets[output] = 1;
      } else if (sample.unknown().contains(category)) {
        targets[output] = UNKNOWN;
      }
    }
    targets[UNSAFE] = unsafe(sample);
    return targets;
  }

  /**
   * Deception and other people's data are no categories of the moderation API, yet not harmless.
   */
  private static byte unsafe(Sample sample) {
    if (sample.unsafe()) {
      return 1;
    }
    boolean unclear =
        sample.categories().contains(Category.DECEPTION)
            || sample.categories().contains(Category.PERSONAL_DATA);
    return unclear ? UNKNOWN : 0;
  }
}
