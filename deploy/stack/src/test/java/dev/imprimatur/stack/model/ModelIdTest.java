package dev.imprimatur.stack.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelIdTest {
  @Test
  void isOne_whatCouldLeadElsewhereOrSurprise_isNone() {
    for (String text : new String[] {"cartoon", "sd-1.5", "0", "a_b", "a".repeat(63)}) {
      assertThat(ModelId.isOne(text)).as(text).isTrue();
    }
    for (String text :
        new String[] {
          "", ".", "..", ".hidden", "-x", "a/b", "a b", "Big", "\u00e4", "a".repeat(64)
        }) {
      assertThat(ModelId.isOne(text)).as(text).isFalse();
    }
  }

  @Test
  void suggestedBy_usualNames_areMadeIds() {
    assertThat(suggested("/models/Stable Diffusion (v1.5)")).isEqualTo("stable-diffusion-v1.5-");
    assertThat(suggested("v2-1_768.SAFETENSORS")).isEqualTo("v2-1_768");
    assertThat(suggested("checkpoint/")).isEqualTo("checkpoint");
    assertThat(suggested("folder/..")).isNotEqualTo("..");
  }

  @Test
  void suggestedBy_anyName_isAnIdOrIsRefused() {
    var random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      var name = new StringBuilder();
      random.ints(random.nextInt(1, 90), 32, 0x2fff).forEach(name::appendCodePoint);
      String suggested = suggested(name.toString().replace('/', '|'));
      assertThat(suggested).matches("[a-z0-9._-]*").doesNotStartWith(".");
    }
  }

  private static String suggested(String path) {
    return ModelId.suggestedBy(Path.of(path));
  }
}
