package dev.imprimatur.policy.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The network gives what ONNX Runtime's Python package gives for it, and no text costs more. */
class SentenceEncoderTest {
  private static final SentenceEncoder ENCODER = SentenceEncoder.shared();

  @Test
  void encode_sentence_givesTheReferenceStatesOfTheFourthLayer() {
    TokenStates states = ENCODER.encode("a photo of an astronaut riding a horse").getFirst();
    assertThat(states.pieces()).isEqualTo(10);
    float[] reference = {0.36767f, 0.20215f, -0.26030f, 0.28076f};
    for (int at = 0; at < reference.length; at++) {
      assertThat(states.values()[6 * TokenStates.WIDTH + at])
          .isCloseTo(reference[at], within(0.05f));
    }
  }

  @Test
  void encode_sentencesThatMeanTheSame_areNearer() {
    float[] dog = mean("a dog runs in the park");
    double same = cosine(dog, mean("a puppy is running on the grass"));
    double other = cosine(dog, mean("the bank raised interest rates"));
    assertThat(same).isGreaterThan(0.8);
    assertThat(other).isLessThan(0.6);
  }

  @Test
  void encode_nothing_givesTheMarkersOnly() {
    assertThat(ENCODER.encode("")).singleElement().extracting(TokenStates::pieces).isEqualTo(2);
  }

  @Test
  void encode_hugeText_isReadInEightWindows() {
    List<TokenStates> windows = ENCODER.encode("a red fox and ".repeat(100_000));
    assertThat(windows).hasSize(8);
    assertThat(windows).allMatch(window -> window.pieces() <= 96);
  }

  @Test
  void encode_onManyThreads_isAlwaysTheSame() {
    float[] alone = ENCODER.encode("a lighthouse in a storm").getFirst().values();
    assertThat(
            IntStream.range(0, 40)
                .parallel()
                .mapToObj(ignored -> ENCODER.encode("a lighthouse in a storm").getFirst().values()))
        .allSatisfy(values -> assertThat(values).containsExactly(alone));
  }

  private static float[] mean(String text) {
    TokenStates states = ENCODER.encode(text).getFirst();
    var mean = new float[TokenStates.WIDTH];
    for (int at = 0; at < states.values().length; at++) {
      mean[at % TokenStates.WIDTH] += states.values()[at] / states.pieces();
    }
    return mean;
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int at = 0; at < one.length; at++) {
      product += one[at] * other[at];
      first += one[at] * one[at];
      second += other[at] * other[at];
    }
    return product / Math.sqrt(first * second);
  }
}
