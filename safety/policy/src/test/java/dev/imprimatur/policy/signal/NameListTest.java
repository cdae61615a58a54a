package dev.imprimatur.policy.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameListTest {
  private final NameList brands =
      new NameList("brand", "3", "abc", List.of("Coca-Cola", "nike", "日本酒"));

  @Test
  void read_names_areFoundInAnyForm() {
    assertThat(entries("a coca cola bottle")).containsExactly("Coca-Cola");
    assertThat(entries("C O C A C O L A")).containsExactly("Coca-Cola");
    assertThat(entries("NIKE shoes")).containsExactly("nike");
    assertThat(entries("nіkе shoes")).containsExactly("nike");
    assertThat(entries("冷たい日本酒の瓶")).containsExactly("日本酒");
    assertThat(entries("the goddess Nikephoros")).isEmpty();
  }

  @Test
  void read_signal_saysWhatReadIt() {
    Signal signal = brands.read(new PromptNormaliser().normalise("nike"), Source.PROMPT);
    assertThat(signal.name()).isEqualTo("names/brand");
    assertThat(signal.version()).isEqualTo("3");
    assertThat(signal.hash()).isEqualTo("abc");
    assertThat(signal.categories()).containsExactly("brand");
  }

  @Test
  void list_withAnEntryWithoutAWord_isRefused() {
    assertThatThrownBy(() -> new NameList("brand", "1", "", List.of("!")))
        .hasMessageContaining("holds no word");
  }

  private List<String> entries(String text) {
    return brands.read(new PromptNormaliser().normalise(text), Source.PROMPT).findings().stream()
        .map(Finding::entry)
        .toList();
  }
}
