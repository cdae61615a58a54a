package dev.imprimatur.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalNoiseTest {
  @Test
  void block_ofTheKnownAnswers_agrees() {
    // Known answers of the authors' Random123 library.
    assertThat(Philox.block(new int[4], new int[2]))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.block(new int[] {-1, -1, -1, -1}, new int[] {-1, -1}))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
  }

  @Test
  void of_aSeed_isStandardNormal() {
    float[] noise = NormalNoise.of(42, 100_000);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    for (float value : noise) {
      mean += value / noise.length;
      square += (double) value * value / noise.length;
      fourth += Math.pow(value, 4) / noise.length;
    }
    assertThat(mean).isCloseTo(0, within(0.02));
    assertThat(square).isCloseTo(1, within(0.02));
    assertThat(fourth).isCloseTo(3, within(0.1));
  }

  @Test
  void of_aSeed_startsTheSameWhateverTheCount() {
    assertThat(NormalNoise.of(5, 7)).isEqualTo(java.util.Arrays.copyOf(NormalNoise.of(5, 64), 7));
  }

  @Test
  void of_seedsThatDifferOnlyInTheirUpperHalf_differs() {
    assertThat(NormalNoise.of(1, 4)).isNotEqualTo(NormalNoise.of(1 + (1L << 40), 4));
  }

  @Test
  void of_aSeed_isWhatRecordedPicturesWereDrawnFrom() {
    assertThat(NormalNoise.of(42, 6))
        .containsExactly(
            -0.9701898f, 0.19401896f, -1.2356207f, 1.9239267f, -0.07318151f, 0.13913749f);
    assertThat(NormalNoise.of(-7, 2)).containsExactly(1.6383005f, 1.3369883f);
  }

  @Test
  void next_laterDraws_areIndependentOfEachOtherAndOfEarlierCounts() {
    var stream = new NormalNoise(5);
    float[] first = stream.next(4096);
    float[] second = stream.next(4096);
    assertThat(first).isEqualTo(NormalNoise.of(5, 4096));
    double product = 0;
    for (int i = 0; i < first.length; i++) {
      product += (double) first[i] * second[i] / first.length;
    }
    assertThat(product).isCloseTo(0, within(0.05));
    var shorter = new NormalNoise(5);
    shorter.next(3);
    assertThat(shorter.next(4096)).isEqualTo(second);
  }
}
