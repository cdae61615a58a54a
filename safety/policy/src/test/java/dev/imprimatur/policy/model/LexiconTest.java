package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LexiconTest {
  @Test
  void of_counts_costsAreLogarithmsOfShares() {
    Lexicon lexicon = Lexicon.of(Map.of("a", 90, "horse", 9, "slip", 1), 2);
    assertThat(lexicon.cost("a")).isCloseTo(-Math.log(0.9), within(0.07));
    assertThat(lexicon.cost("horse")).isCloseTo(-Math.log(0.09), within(0.07));
    assertThat(lexicon.knows("slip")).isFalse();
    assertThat(lexicon.cost("slip")).isInfinite();
  }

  @Test
  void read_whatWasWritten_isTheSame() {
    var random = new Random(5);
    var costs = new TreeMap<String, Integer>();
    for (int word = 0; word < 500; word++) {
      costs.put(Long.toString(random.nextLong(1 << 30), 36) + "äß猫".charAt(word % 3), word / 2);
    }
    var lexicon = new Lexicon(costs);
    assertThat(Lexicon.read(lexicon.write())).isEqualTo(lexicon);
  }

  @Test
  void read_spoiltBytes_giveALexiconOrADefectAndNothingElse() {
    byte[] bytes = new Lexicon(Map.of("horse", 4, "house", 5, "mouse", 6)).write();
    var random = new Random(6);
    for (int round = 0; round < 5000; round++) {
      byte[] spoilt = Arrays.copyOf(bytes, random.nextInt(bytes.length + 4));
      for (int change = random.nextInt(3); change > 0 && spoilt.length > 0; change--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(Lexicon.read(spoilt)).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("lexicon");
      }
    }
  }

  @Test
  void lexicon_wordOutOfBounds_isRefused() {
    assertThatThrownBy(() -> new Lexicon(Map.of("", 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lexicon(Map.of("a", 256)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
