package dev.imprimatur.stack.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelLoraTest {
  @Test
  void parse_fileAlone_countsOnce() {
    assertThat(ModelLora.parse("a/style.safetensors"))
        .contains(new ModelLora(Path.of("a/style.safetensors"), 1));
  }

  @Test
  void parse_weights_areReadBehindTheLastSign() {
    assertThat(ModelLora.parse("a=b.safetensors=-0.75"))
        .contains(new ModelLora(Path.of("a=b.safetensors"), -0.75));
    assertThat(ModelLora.parse("odd=name.safetensors"))
        .contains(new ModelLora(Path.of("odd=name.safetensors"), 1));
  }

  @Test
  void parse_weightOutOfRange_isNothing() {
    assertThat(ModelLora.parse("style.safetensors=11")).isEmpty();
  }

  /** Workers read place and weight from the name. */
  @Test
  void name_isThatOfAWorkersFolder() {
    assertThat(new ModelLora(Path.of("x"), 1).name(0)).isEqualTo("00_1.safetensors");
    assertThat(new ModelLora(Path.of("x"), -0.75).name(3)).isEqualTo("03_-0.75.safetensors");
    assertThat(new ModelLora(Path.of("x"), 10).name(12)).isEqualTo("12_10.safetensors");
  }
}
