package dev.imprimatur.policy.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pieces are those of the reference tokenizer (tokenizers 0.23.3) with the same vocabulary. */
class WordPiecesTest {
  private static final WordPieces PIECES = SentenceEncoder.shared().vocabulary();

  static Stream<Arguments> references() {
    return Stream.of(
        arguments(
            "a photo of an astronaut riding a horse",
            new int[] {1037, 6302, 1997, 2019, 19748, 5559, 1037, 3586}),
        arguments(
            "Ärger über naïve Café-Gäste, f/1.8!",
            new int[] {
              12098, 4590, 19169, 15743, 7668, 1011, 3806, 2618, 1010, 1042, 1013, 1015, 1012, 1022,
              999
            }),
        arguments("一只猫 sits", new int[] {1740, 100, 100, 7719}),
        arguments(
            "unbelievableness of qwxzkjv 8k",
            new int[] {23653, 2791, 1997, 1053, 2860, 2595, 2480, 2243, 3501, 2615, 1022, 2243}),
        arguments("x".repeat(120) + " cat", new int[] {100, 4937}),
        arguments("don't @me #1 ok", new int[] {2123, 1005, 1056, 1030, 2033, 1001, 1015, 7929}),
        arguments("a\tb\nc  d", new int[] {1037, 1038, 1039, 1040}),
        arguments("\uD83D\uDE00 smile", new int[] {100, 2868}));
  }

  @ParameterizedTest
  @MethodSource("references")
  void encode_text_givesTheReferencePieces(String text, int[] pieces) {
    assertThat(PIECES.encode(text, 100)).containsExactly(pieces);
  }

  @Test
  void encode_beyondTheLimit_isCutThere() {
    assertThat(PIECES.encode("cat ".repeat(1000), 7)).hasSize(7).containsOnly(4937);
    assertThat(PIECES.encode("unbelievableness", 1)).containsExactly(23653);
  }

  @Test
  void encode_anyText_staysInTheVocabularyAndTheLimit() {
    var random = new Random(5);
    for (int round = 0; round < 2000; round++) {
      String text =
          IntStream.range(0, random.nextInt(60))
              .map(ignored ->
                  random.nextInt(8) == 0 ? random.nextInt(0x11000) : random.nextInt(0x250))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(PIECES.encode(text, 20)).hasSizeLessThanOrEqualTo(20);
    }
  }
}
