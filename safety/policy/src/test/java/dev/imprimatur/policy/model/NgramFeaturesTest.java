package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import org.junit.jupiter.api.Test;

class NgramFeaturesTest {
  private final PromptNormaliser normaliser = new PromptNormaliser();

  @Test
  void of_twoWords_areTheWordsTheirPairAndTheirParts() {
    // "<a>" and "<cat>": two words, one pair, one part of three, and 3 + 2 + 1 parts.
    assertThat(features("A cat!")).hasSize(2 + 1 + 1 + 3 + 2 + 1).isSorted();
  }

  @Test
  void of_anyPrompt_neverChanges() {
    // The committed weights stand at these places.
    assertThat(features("a cat"))
        .containsExactly(features("A  CAT."))
        .containsExactly(1345, 10850, 15928, 20796, 23988, 31426, 41012, 43306, 44442, 46140);
  }

  @Test
  void of_aWordAgain_countsOnce() {
    assertThat(features("cat cat cat cat")).hasSameSizeAs(features("cat cat"));
  }

  @Test
  void of_hugeText_isBounded() {
    assertThat(features("x".repeat(200_000))).hasSizeLessThan(200);
    var many = new StringBuilder();
    for (int word = 0; word < 50_000; word++) {
      many.append('w').append(word).append(' ');
    }
    assertThat(features(many.toString())).hasSizeLessThan(30_000);
  }

  private int[] features(String text) {
    return NgramFeatures.of(Words.of(normaliser.normalise(text).folded()), 1 << 16);
  }
}
