package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionsTest {
  private static final Descriptions DESCRIPTIONS = CommittedModel.MODEL.descriptions();

  @ParameterizedTest
  @CsvSource({
    "a tall woman reading, a foreign woman reading",
    "an old man and a korean child, a foreign man and a foreign child",
    "a hard-of-hearing black doctor, a foreign doctor",
    "portrait of a middle-aged man, portrait of a foreign man",
    "two gay friends playing chess, two foreign friends playing chess",
    "a man in a black coat, a man in a black coat",
    "a white house with old trees, a white house with old trees",
    "tall, tall",
    "woman, woman"
  })
  void of_personsDescribed_readsThemAlike(String text, String read) {
    assertThat(of(text).text()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"an old man and a korean child", "the jewish deaf girl", "no women, no men"})
  void of_anyText_changesTextAndWordsAlike(String text) {
    Reading reading = of(text);
    assertThat(reading.words().stream().map(Word::text).collect(Collectors.joining(" ")))
        .isEqualTo(reading.text().replaceAll("\\W+", " "));
  }

  /** The models must hear how old a minor is. */
  @Test
  void of_minor_staysAsItIs() {
    assertThat(of("a teenage girl, a young boy").text()).isEqualTo("a teenage girl, a young boy");
  }

  @Test
  void of_endlessDescription_isReadOnce() {
    assertThat(of("a " + "tall ".repeat(20_000) + "man").text()).isEqualTo("a foreign man");
  }

  @Test
  void of_swappedDescription_givesTheSameReading() {
    for (String descriptor : List.of("muslim", "blind", "fat", "trans", "wheelchair-using")) {
      assertThat(of("a " + descriptor + " nurse on a train"))
          .extracting(Reading::text)
          .isEqualTo(of("a danish nurse on a train").text());
    }
  }

  private static Reading of(String text) {
    return DESCRIPTIONS.of(Reading.of(new PromptNormaliser().normalise(text).folded()));
  }
}
