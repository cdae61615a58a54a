package dev.imprimatur.policy.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptNormaliserTest {
  private final PromptNormaliser normaliser = new PromptNormaliser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a  cat\t on\\na mat '|a cat on a mat",
        "ｆｕｌｌ　ｗｉｄｔｈ|full width",
        "𝐛𝐨𝐥𝐝|bold",
        "g\u200bo\u00adr\u2060e|gore",
        "cafe\u0301|café",
        "'\u0007bell'|bell",
        "ﬁne|fine",
      })
  void normalise_disguisedText_isPlain(String raw, String plain) {
    assertThat(normaliser.normalise(raw.replace("\\n", "\n")).text()).isEqualTo(plain);
  }

  @Test
  void normalise_changedText_saysWhatItDidWithoutRepeatingIt() {
    NormalisedPrompt prompt = normaliser.normalise("s\u200becret  ｗｏｒｄ");
    assertThat(prompt.changes()).hasSize(3);
    assertThat(String.join(" ", prompt.changes())).doesNotContain("secret", "word");
    assertThat(prompt.original()).isEqualTo("s\u200becret  ｗｏｒｄ");
    assertThat(prompt.toString()).doesNotContain("secret");
  }

  @Test
  void folded_foreignCase_isFoldedAndPlacedInTheText() {
    NormalisedPrompt prompt = normaliser.normalise("Große “STRASSE”");
    assertThat(prompt.folded().text()).isEqualTo("grosse \"strasse\"");
    int found = prompt.folded().text().indexOf("strasse");
    assertThat(prompt.text().substring(prompt.folded().origin(found))).startsWith("STRASSE");
  }

  @Test
  void normalise_loneSurrogate_isReplaced() {
    assertThat(normaliser.normalise("a\ud800b").text()).isEqualTo("a\ufffdb");
  }

  /** A tower of marks on one letter: reordering it takes quadratic time unless it is cut. */
  @Test
  void normalise_towerOfMarks_isCut() {
    String tower = "a" + "\u0316\u0301".repeat(16_000);
    assertThat(normaliser.normalise(tower).text().length()).isLessThan(40);
  }

  @Test
  void normalise_anyString_isIdempotent() {
    var random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      var raw = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        raw.append(
            (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x180)));
      }
      NormalisedPrompt once = normaliser.normalise(raw.toString());
      NormalisedPrompt twice = normaliser.normalise(once.text());
      assertThat(twice.text()).isEqualTo(once.text());
      assertThat(once.folded().origin(once.folded().text().length()))
          .isEqualTo(once.text().length());
    }
  }
}
