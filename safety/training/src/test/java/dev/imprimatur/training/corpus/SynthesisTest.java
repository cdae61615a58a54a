package dev.imprimatur.training.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.signal.Category;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SynthesisTest {
  @ParameterizedTest
  @EnumSource(Category.class)
  void unsafe_ofACategory_saysSo(Category category) {
    List<Sample> samples = new Synthesis(Part.TRAINING, 5).unsafe(200, category);
    if (category == Category.SEXUAL_MINORS) {
      assertThat(samples).isEmpty();
      return;
    }
    assertThat(samples)
        .hasSize(200)
        .allSatisfy(sample -> {
          assertThat(sample.categories()).contains(category);
          assertThat(sample.unknown()).doesNotContainAnyElementsOf(sample.categories());
          assertThat(sample.unsafe()).isEqualTo(category.isOfModerationApi());
          assertThat(sample.text()).doesNotContainPattern("[{}<>]").doesNotContain("  ");
        });
    assertThat(samples.stream().map(Sample::text).distinct()).hasSizeGreaterThan(120);
  }

  @Test
  void harmless_prompts_belongToNothing() {
    assertThat(new Synthesis(Part.TEST, 5).harmless(500))
        .allSatisfy(sample -> {
          assertThat(sample.unsafe()).isFalse();
          assertThat(sample.categories()).isEmpty();
          assertThat(sample.text()).doesNotContainPattern("[{}<>]");
        });
  }

  @Test
  void described_samplesOfOthers_keepWhatIsKnownOfThem() {
    Sample unsafe = new Synthesis(Part.TRAINING, 3).unsafe(1, Category.VIOLENCE).getFirst();
    List<Sample> samples =
        List.of(
            unsafe.withText("a man asleep on a bench", "others"),
            unsafe.withText("two empty chairs", "others"));
    assertThat(new Synthesis(Part.TRAINING, 3).described(samples, 40))
        .hasSize(40)
        .allSatisfy(sample -> {
          assertThat(sample.text()).matches("a .+ man asleep on a bench");
          assertThat(sample.categories()).isEqualTo(unsafe.categories());
          assertThat(sample.origin()).isEqualTo("others-described");
        });
    assertThat(new Synthesis(Part.TEST, 3).described(samples, 40)).isEmpty();
  }

  @Test
  void harmless_speech_isNotDressed() {
    for (String list : List.of(Synthesis.MENTIONS, Synthesis.TALK)) {
      assertThat(new Synthesis(Part.TRAINING, 5).harmless(200, list))
          .allSatisfy(sample -> assertThat(sample.text()).doesNotContain("8k", "by greg"));
    }
  }

  @Test
  void compose_sameSeed_givesTheSamePrompts() {
    assertThat(new Synthesis(Part.TRAINING, 9).harmless(50))
        .isEqualTo(new Synthesis(Part.TRAINING, 9).harmless(50));
  }

  @Test
  void heldOut_prompts_areNoneOfTheComposed() {
    var composed = new HashSet<String>();
    var synthesis = new Synthesis(Part.TRAINING, 1);
    synthesis.harmless(3000).forEach(sample -> composed.add(sample.text()));
    for (Category category : Category.values()) {
      synthesis.unsafe(500, category).forEach(sample -> composed.add(sample.text()));
    }
    assertThat(HeldOut.harmless()).extracting(Sample::text).doesNotContainAnyElementsOf(composed);
    assertThat(HeldOut.unsafe()).extracting(Sample::text).doesNotContainAnyElementsOf(composed);
  }

  @Test
  void part_ofManyKeys_isTrainingForSevenTenths() {
    long training =
        IntStream.range(0, 10_000)
            .filter(number -> Part.of("key " + number) == Part.TRAINING)
            .count();
    assertThat(training).isBetween(6800L, 7200L);
  }
}
