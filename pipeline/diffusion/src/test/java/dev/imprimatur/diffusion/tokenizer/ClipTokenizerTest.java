package dev.imprimatur.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.EmbeddedModel;
import dev.imprimatur.diffusion.prompt.WeightedPrompt;
import dev.imprimatur.diffusion.prompt.WeightedSpan;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTokenizerTest {
  private static ClipTokenizer tokenizer;

  @BeforeAll
  static void read() throws Exception {
    tokenizer = ClipTokenizer.read(EmbeddedModel.FOLDER.resolve("tokenizer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a (red:1.3) cat~a red cat~1 1.3 1",
        "(a red:0.5) [cat]~a red cat~0.5 0.5 0.90909094",
        "(r:2)ed cat~red cat~2 1",
        "r(ed:2) cat~red cat~1 1",
        "(e:2)\u0301a~\u00e9a~2 2",
        "~~",
      })
  void encode_weightedSpans_givesThePlainIdsAndAWeightForEach(
      String prompt, String plain, String weights) {
    EncodedText encoded =
        tokenizer.encode(WeightedPrompt.parse(prompt == null ? "" : prompt).spans());
    assertThat(encoded.ids()).isEqualTo(tokenizer.encode(plain == null ? "" : plain).ids());
    float[] expected = new float[77];
    Arrays.fill(expected, 1);
    String[] numbers = weights == null ? new String[0] : weights.split(" ");
    for (int i = 0; i < numbers.length; i++) {
      expected[i + 1] = Float.parseFloat(numbers[i]);
    }
    assertThat(encoded.weights()).containsExactly(expected);
  }

  @Test
  void encode_aWordOfManyPieces_givesAllOfThemItsWeight() {
    EncodedText encoded =
        tokenizer.encode(List.of(new WeightedSpan("antidisestablishmentarianism", 2)));
    long end = encoded.ids()[76];
    int pieces = 0;
    while (encoded.ids()[pieces + 1] != end) {
      pieces++;
      assertThat(encoded.weights()[pieces]).isEqualTo(2);
    }
    assertThat(pieces).isGreaterThan(1);
    assertThat(encoded.weights()[pieces + 1]).isEqualTo(1);
  }

  @Test
  void encode_aTextBeyondTheContext_saysWhichTextWasCut() {
    EncodedText encoded = tokenizer.encode("a ".repeat(74) + "red  Cat, and Naïve  words ");
    assertThat(encoded.cutText()).isEqualTo("Cat, and Naïve  words");
    assertThat(encoded.weights()).hasSize(77).containsOnly(1);
  }

  @Test
  void encode_aWeightedTextBeyondTheContext_cutsBothAlike() {
    EncodedText encoded =
        tokenizer.encode(WeightedPrompt.parse("a ".repeat(74) + "(red cat:1.5)").spans());
    assertThat(encoded.cut()).isEqualTo(1);
    assertThat(encoded.cutText()).isEqualTo("cat");
    assertThat(encoded.weights()[75]).isEqualTo(1.5f);
    assertThat(encoded.weights()[76]).isEqualTo(1);
  }

  @Test
  void encode_aTextThatFits_cutsNothing() {
    EncodedText encoded = tokenizer.encode("a ".repeat(75));
    assertThat(encoded.cut()).isZero();
    assertThat(encoded.cutText()).isEmpty();
  }

  @Test
  void vocabularySize_ofTheEmbeddedModel_isTheEmbeddingsThatItsEncoderHas() {
    assertThat(tokenizer.vocabularySize()).isEqualTo(4096);
  }

  /** Each of these would take minutes if the time grew with the square of the length. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "th", "a ", "e\u0301", "\u0301", "!", "<|endoftext|>", "世", "🇩"})
  void encode_aHostileRepetition_isReadInNearLinearTime(String part) {
    EncodedText encoded = tokenizer.encode(part.repeat(200_000 / part.length()));
    assertThat(encoded.ids()).hasSize(77);
    assertThat(encoded.cut()).isPositive();
  }

  @Test
  void normalisedText_ofAnyText_isThatOfTheWhole() {
    var random = new Random(1);
    List<String> parts =
        List.of("e", "A", " ", "\u0301", "\u0323", "\u1112", "\u1161", "\u11ab", "\u212b", "世");
    for (int round = 0; round < 20_000; round++) {
      String text =
          random
              .ints(random.nextInt(12), 0, parts.size())
              .mapToObj(parts::get)
              .collect(Collectors.joining());
      NormalisedText normalised = NormalisedText.of(text, 0, text.length());
      assertThat(normalised.characters())
          .isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase());
      assertThat(normalised.byteOrigins(0, normalised.characters().length()))
          .hasSize(normalised.characters().getBytes(StandardCharsets.UTF_8).length)
          .isSorted();
    }
  }

  @Test
  void encode_anyCharacters_cutsAtAPlaceOfTheText() {
    var random = new Random(2);
    for (int round = 0; round < 2000; round++) {
      String text =
          random
              .ints(random.nextInt(200), 0, 0x20000)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      EncodedText encoded = tokenizer.encode(text);
      assertThat(text.stripTrailing()).endsWith(encoded.cutText());
      assertThat(encoded.cutText().isEmpty()).isEqualTo(encoded.cut() == 0);
    }
  }
}
