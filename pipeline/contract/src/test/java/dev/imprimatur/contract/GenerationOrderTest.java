package dev.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationOrderTest {
  @Test
  void toString_always_hidesPrompts() {
    assertThat(Samples.order().toString()).doesNotContain("sloth").contains("2 pictures");
    assertThat(Samples.order().images().toString()).doesNotContain("sloth");
  }

  @Test
  void new_withImagesOutOfOrder_isRefused() {
    GenerationOrder order = Samples.order();
    List<ImageOrder> reversed = order.images().reversed();

    assertThatThrownBy(() -> withImages(order, reversed))
        .hasMessage("images must be numbered from 0 in order");
  }

  @Test
  void new_withoutImages_isRefused() {
    assertThatThrownBy(() -> withImages(Samples.order(), List.of()))
        .hasMessage("images must not be empty");
  }

  @Test
  void seed_beyondWhatJsonKeepsExact_isRefused() {
    assertThat(new ImageOrder(0, "a sloth", List.of(), ImageOrder.MAXIMUM_SEED).seed())
        .isPositive();
    assertThatThrownBy(() -> new ImageOrder(0, "a sloth", List.of(), ImageOrder.MAXIMUM_SEED + 1))
        .hasMessage("seed must be between 0 and 2^53 - 1");
  }

  @Test
  void weights_outsideThePromptOrOverlapping_areRefused() {
    var words = new WordWeight(2, 7, 1.2);
    assertThat(new ImageOrder(0, "a sloth", List.of(words), 7).weights()).containsExactly(words);
    for (List<WordWeight> wrong :
        List.of(List.of(words, words), List.of(new WordWeight(2, 8, 1.2)))) {
      assertThatThrownBy(() -> new ImageOrder(0, "a sloth", wrong, 7))
          .hasMessage("weights must be in order and inside the prompt");
    }
    assertThatThrownBy(() -> new WordWeight(0, 1, 5))
        .hasMessage("weight must be between 0.05 and 3");
  }

  @Test
  void flagged_atThreshold_countsAsFlagged() {
    var check = new CheckOrder("nsfw", Map.of("porn", 0.5, "sexy", 0.9));

    assertThat(check.flagged(Map.of("porn", 0.5, "sexy", 0.89, "neutral", 1.0)))
        .isEqualTo(Map.of("porn", 0.5));
  }

  private static GenerationOrder withImages(GenerationOrder order, List<ImageOrder> images) {
    return new GenerationOrder(
        order.jobId(),
        order.model(),
        order.modelHash(),
        images,
        order.negativePrompt(),
        order.negativeWeights(),
        order.start(),
        order.width(),
        order.height(),
        order.steps(),
        order.guidanceScale(),
        order.sampler(),
        order.previews(),
        order.checks(),
        order.ownChecker(),
        order.issuedAt(),
        order.expiresAt());
  }
}
