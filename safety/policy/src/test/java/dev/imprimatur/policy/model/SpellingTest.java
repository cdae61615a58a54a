package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private final Spelling spelling = new Spelling(CommittedModel.MODEL.lexicon());

  @ParameterizedTest
  @CsvSource({
    "a looooost cat neeeeear a treeeee, a lost cat near a tree",
    "peeeeeople siiiiit iiiiin a fooooorest, people sit in a forest",
    "teeeeeth aaaaand blooooood, teeth and blood",
    "qqqqqzzzzz hoooorse, qqzz horse"
  })
  void of_lettersDrawnOut_spellsWordsAsTheyAre(String drawnOut, String spelt) {
    PromptView view =
        new PromptNormaliser()
            .normalise(drawnOut).views().stream()
                .filter(PromptView::isSqueezedToTwo)
                .findFirst()
                .orElseThrow();
    Reading reading = spelling.of(Reading.of(view));
    assertThat(reading.text()).isEqualTo(spelt);
    assertThat(reading.words().stream().map(Word::text).collect(Collectors.joining(" ")))
        .isEqualTo(spelt);
  }
}
