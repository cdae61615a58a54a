package dev.imprimatur.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.diffusion.EmbeddedModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids are those that Transformers 5.24 gives with the same files. */
class AddedTokensTest {
  private static final Path EMBEDDED = EmbeddedModel.FOLDER.resolve("tokenizer");
  private static final String FILE = "added_tokens.json";
  private static final String ADDED = "{\"<cat-toy>\": 4096, \"sks\": 4097, \"Zwx dog\": 4098}";
  private static final String DECODER =
      """
      {"model_max_length": 12, "added_tokens_decoder": {
        "4098": {"content": "Zwx dog", "normalized": %1$s},
        "4096": {"content": "<cat-toy>", "normalized": %1$s},
        "4097": {"content": "sks", "normalized": %1$s}}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void copy() throws Exception {
    for (String file : new String[] {"vocab.json", "merges.txt"}) {
      Files.copy(EMBEDDED.resolve(file), folder.resolve(file));
    }
    write("tokenizer_config.json", "{\"model_max_length\": 12}");
  }

  @ParameterizedTest
  @CsvSource({
    "a <cat-toy> on, 320 4096 539",
    "a<Cat-Toy>b, 320 4096 321",
    "sksdog SKS, 4097 1207 4097",
    "a zwx dogs <a>, 320 4098 338 283 320 285"
  })
  void encode_withAddedTokens_findsThemInAnyCase(String text, String ids) throws Exception {
    write(FILE, ADDED);
    assertThat(ids(text)).isEqualTo(ids);
    write(FILE, "{}");
    write("tokenizer_config.json", DECODER.formatted("true"));
    assertThat(ids(text)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "sksdog SKS, 4097 1207 4049",
    "Zwx dog, 4098",
    "zwx dog, 89 86 343 1207",
    "a<Cat-Toy>b, 320 283 1169 268 562 344 285 321"
  })
  void encode_withTokensAsTheyAreWritten_findsNoOthers(String text, String ids) throws Exception {
    write("tokenizer_config.json", DECODER.formatted("false"));
    assertThat(ids(text)).isEqualTo(ids);
  }

  @Test
  void encode_whereTheConfigurationListsThem_leavesTheFileUnread() throws Exception {
    write("tokenizer_config.json", DECODER.formatted("true"));
    write(FILE, "{\"on\": 4099}");
    assertThat(ids("a <cat-toy> on")).isEqualTo("320 4096 539");
    assertThat(ClipTokenizer.read(folder).vocabularySize()).isEqualTo(4099);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "special_tokens_map.json|additional_special_tokens",
        "tokenizer_config.json|additional_special_tokens",
        "tokenizer_config.json|extra_special_tokens"
      })
  void encode_withFurtherSpecialTokens_findsThemAsTheyAreWritten(String file, String key)
      throws Exception {
    write(file, "{\"" + key + "\": [\"<x>\", \"!\"]}");
    assertThat(ids("a <x> on")).isEqualTo("320 4096 539");
    assertThat(ids("a<X>b")).isEqualTo("320 283 343 285 321");
    assertThat(ids("a cat!! x")).isEqualTo("320 1169 0 0 343");
    write(FILE, "{\"<x>\": 4096}");
    assertThat(ids("a<X>b")).isEqualTo("320 4096 321");
  }

  @Test
  void encode_withAnAddedTokenThatHasAName_findsItAsItIsWritten() throws Exception {
    write(FILE, "{\"<|endoftext|>\": 4095, \"<pad>\": 4096}");
    write("special_tokens_map.json", "{\"pad_token\": {\"content\": \"<pad>\"}}");
    assertThat(ids("a <pad> <PAD>")).isEqualTo("320 4096 283 647 323 285 4095 4096 4096 4096 4096");
  }

  /** Transformers would give it another id than it was trained with. */
  @Test
  void read_anAddedTokenBehindAGap_isRefused() throws Exception {
    write(FILE, "{\"<cat-toy>\": 4100}");
    assertThatThrownBy(() -> ClipTokenizer.read(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(
            "tokenizer: the added token '<cat-toy>' has the id 4100, but the next one is 4096");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "1.5", "-1", "null", "99999999999"})
  void read_anAddedTokenWithoutAnId_isRefused(String id) throws Exception {
    write(FILE, "{\"<cat-toy>\": " + id + "}");
    assertThatThrownBy(() -> ClipTokenizer.read(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(
            "tokenizer: an added token has the id '%s', which is no whole number",
            id.replace("\"", ""));
  }

  private String ids(String text) throws Exception {
    EncodedText encoded = ClipTokenizer.read(folder).encode(text);
    String all = Arrays.toString(encoded.ids()).replaceAll("[\\[\\],]", "");
    return all.replaceFirst("^4094 ", "").replaceFirst("( 4095)+$", "");
  }

  private void write(String file, String content) throws Exception {
    Files.writeString(folder.resolve(file), content);
  }
}
