package dev.imprimatur.policy.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedPersonsTest {
  private final ProtectedPersons persons =
      new ProtectedPersons(
          "1",
          "abc",
          List.of(
              new ProtectedPerson("angela-merkel", "Angela Merkel", List.of()),
              new ProtectedPerson("vladimir-putin", "Vladimir Putin", List.of()),
              new ProtectedPerson("xi-jinping", "Xi Jinping", List.of()),
              new ProtectedPerson("narendra-modi", "Narendra Modi", List.of()),
              new ProtectedPerson("nelson-mandela", "Nelson Mandela", List.of("Madibaaaaa"))));

  @Test
  void read_name_isFoundWithItsPlace() {
    assertThat(read("a photo of Angela Merkel"))
        .containsExactly(
            new Finding(11, 24, ProtectedPersons.LABEL, Severity.HIGH, "angela-merkel"));
  }

  /** Who writes the name in another script names the same person. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ангела Меркель на велосипеде",
        "Владимир Путин",
        "习近平在公园里",
        "सड़क पर नरेन्द्र मोदी",
        "портрет, Нельсон Мандела"
      })
  void read_otherScripts_areReadToo(String prompt) {
    assertThat(read(prompt)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "angela mekrel",
        "angela merkl",
        "angela merkell",
        "angela markel",
        "angelam merkel",
        "vladmir putin",
        "vladimir puttin",
        "nelson mandella",
      })
  void read_oneLetterWrong_isTold(String prompt) {
    assertThat(read(prompt))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.label()).isEqualTo(ProtectedPersons.NEAR);
          assertThat(finding.start()).isZero();
          assertThat(finding.end()).isEqualTo(prompt.length());
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "an angel in a meadow",
        "angela werken sie", // two letters wrong
        "nelson's column",
        "mandela effect",
        "putting a vase on a table",
        "xi and modi are letters here",
        "кошка на крыше"
      })
  void read_otherWords_areNobody(String prompt) {
    assertThat(read(prompt)).isEmpty();
  }

  @Test
  void read_rightAndWrongTogether_isTheNameAlone() {
    assertThat(read("Angela Merkel, angela mekrel"))
        .extracting(Finding::label)
        .containsExactly(ProtectedPersons.LABEL);
  }

  /** A thousand words near a name cost what a thousand other words cost. */
  @Test
  void read_longPromptOfNearWords_ends() {
    assertThat(read("angelo mekrel ".repeat(150))).isEmpty();
  }

  private List<Finding> read(String prompt) {
    return persons.read(new PromptNormaliser().normalise(prompt), Source.PROMPT).findings();
  }
}
