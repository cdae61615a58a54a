package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.WordWeight;
import dev.imprimatur.diffusion.prompt.WeightedPrompt;
import dev.imprimatur.diffusion.prompt.WeightedSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an order weighs is what the library reads, whatever the prompt's text looks like. */
class WeightMarkupTest {
  @Test
  void of_weights_areWrittenInTheLibrarysGrammar() {
    assertThat(WeightMarkup.of("a red house", List.of(new WordWeight(2, 5, 1.2))))
        .isEqualTo("a (red:1.2) house");
    assertThat(WeightMarkup.of("a red house", List.of(new WordWeight(2, 5, 2.5))))
        .isEqualTo("a ((red:1.25):2) house");
    assertThat(WeightMarkup.of("a \\ house", List.of())).isEqualTo("a \\ house");
    assertThat(WeightMarkup.of("a (red:1.2) house", List.of()))
        .isEqualTo("a \\(red\\:1.2\\) house");
  }

  @Test
  void of_anyPrompt_isReadAsItsTextWithItsWeights() {
    var random = new Random(3);
    String signs = "ab ()[]:\\1.2";
    for (int round = 0; round < 5_000; round++) {
      var prompt = new StringBuilder();
      for (int length = 1 + random.nextInt(30); length > 0; length--) {
        prompt.append(signs.charAt(random.nextInt(signs.length())));
      }
      List<WordWeight> weights = weights(prompt.length(), random);
      WeightedPrompt read = WeightedPrompt.parse(WeightMarkup.of(prompt.toString(), weights));
      assertThat(read.text()).isEqualTo(prompt.toString());
      assertThat(read.notices()).isEmpty();
      assertThat(perUnit(read)).isEqualTo(perUnit(prompt.length(), weights));
    }
  }

  private static List<WordWeight> weights(int length, Random random) {
    var weights = new ArrayList<WordWeight>();
    int at = random.nextInt(4);
    while (at < length) {
      int end = Math.min(length, at + 1 + random.nextInt(5));
      weights.add(new WordWeight(at, end, (50 + random.nextInt(2_951)) / 1000.0));
      at = end + random.nextInt(4);
    }
    return weights;
  }

  private static List<Float> perUnit(WeightedPrompt read) {
    var units = new ArrayList<Float>();
    for (WeightedSpan span : read.spans()) {
      span.text().chars().forEach(unit -> units.add(span.weight()));
    }
    return units;
  }

  private static List<Float> perUnit(int length, List<WordWeight> weights) {
    var units = new ArrayList<Float>(Collections.nCopies(length, 1f));
    for (WordWeight weight : weights) {
      for (int at = weight.start(); at < weight.end(); at++) {
        units.set(at, (float) weight.weight());
      }
    }
    return units;
  }
}
