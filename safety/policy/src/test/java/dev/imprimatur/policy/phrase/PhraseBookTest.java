package dev.imprimatur.policy.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseBookTest {
  private final PhraseBook<String> book =
      new PhraseBook.Builder<String>()
          .add("Middle-aged", "age")
          .add("engineer", "engineer")
          .add("software engineer", "software engineer")
          .build();

  @Test
  void find_wholeWordsInAnyCase_arePlacedInTheText() {
    NormalisedPrompt prompt = prompt("Two SOFTWARE  engineer…s, middle aged");
    assertThat(found(prompt)).containsExactly("SOFTWARE engineer", "engineer", "middle aged");
  }

  @Test
  void find_termInsideAnotherWord_isNotFound() {
    assertThat(found(prompt("engineering reengineer engineers"))).isEmpty();
  }

  @Test
  void find_expandingFold_endsAtTheRightPlace() {
    var street = new PhraseBook.Builder<String>().add("strasse", "street").build();
    NormalisedPrompt prompt = prompt("die Straße!");
    PhraseMatch<String> match = street.find(prompt.folded()).getFirst();
    assertThat(prompt.text().substring(match.start(), match.end())).isEqualTo("Straße");
  }

  @Test
  void add_phraseWithoutWord_isRefused() {
    var builder = new PhraseBook.Builder<String>();
    assertThatThrownBy(() -> builder.add(" - ", "nothing")).hasMessage("\" - \" holds no word");
  }

  private List<String> found(NormalisedPrompt prompt) {
    return book.find(prompt.folded()).stream()
        .map(match -> prompt.text().substring(match.start(), match.end()))
        .toList();
  }

  private static NormalisedPrompt prompt(String text) {
    return new PromptNormaliser().normalise(text);
  }
}
