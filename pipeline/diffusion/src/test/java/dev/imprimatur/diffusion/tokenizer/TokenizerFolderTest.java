package dev.imprimatur.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.EmbeddedModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerFolderTest {
  private static final Path EMBEDDED = EmbeddedModel.FOLDER.resolve("tokenizer");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SMALL =
      "{\"<|startoftext|>\":0,\"<|endoftext|>\":1,\"a\":2,\"b\":3,\"a</w>\":4,\"ab</w>\":5,"
          + "\"b</w>\":6}";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void read_onlyTokenizerJson_encodesAlike(boolean pairs) throws Exception {
    var merges = new ArrayList<Object>();
    for (String line : Files.readAllLines(EMBEDDED.resolve("merges.txt"))) {
      if (!line.startsWith("#version")) {
        merges.add(pairs ? List.of(line.split(" ")) : line);
      }
    }
    var model =
        Map.of("vocab", JSON.readTree(EMBEDDED.resolve("vocab.json").toFile()), "merges", merges);
    var added =
        List.of(
            Map.of("id", 0, "content", "!", "normalized", false),
            Map.of("id", 4095, "content", "<|endoftext|>", "normalized", false));
    JSON.writeValue(
        folder.resolve("tokenizer.json").toFile(), Map.of("model", model, "added_tokens", added));
    write("tokenizer_config.json", "{\"pad_token\":\"!\"}");
    EncodedText encoded = ClipTokenizer.read(folder).encode("a sleepy panda, déjà vu!!");
    Files.copy(EMBEDDED.resolve("vocab.json"), folder.resolve("vocab.json"));
    Files.copy(EMBEDDED.resolve("merges.txt"), folder.resolve("merges.txt"));
    assertThat(encoded.ids())
        .endsWith(0, 0)
        .isEqualTo(ClipTokenizer.read(folder).encode("a sleepy panda, déjà vu!!").ids());
  }

  @Test
  void read_ofASmallVocabulary_mergesByRank() throws Exception {
    write("vocab.json", SMALL);
    write("merges.txt", "#version: 0.2\na b</w>\n");
    write("tokenizer_config.json", "{\"model_max_length\":6}");
    assertThat(ClipTokenizer.read(folder).encode("ab a zb").ids())
        .containsExactly(0, 5, 4, 1, 6, 1);
  }

  /** One row for each way in which a folder can be wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "vocab.json~{\"a\":-1}~vocab.json: token 'a' has no id of 0 or more",
        "vocab.json~{\"a\":1.5}~vocab.json: token 'a' has no id of 0 or more",
        "vocab.json~{\"a\":99999999999}~vocab.json: token 'a' has no id of 0 or more",
        "vocab.json~[]~vocab.json holds no tokens",
        "vocab.json~{~vocab.json is not valid JSON",
        "merges.txt~a c~: the merge 'a c' needs the token 'c', which the vocabulary has not",
        "merges.txt~a b~: the merge 'a b' needs the token 'ab', which the vocabulary has not",
        "special_tokens_map.json~{\"pad_token\":\"x\"}"
            + "~tokenizer: pad_token 'x' is not in the vocabulary",
        "special_tokens_map.json~{\"pad_token\":{}}~tokenizer: a special token has no content",
        "special_tokens_map.json~{\"pad_token\":{\"content\":\"a\",\"lstrip\":true}}"
            + "~tokenizer: the token 'a' has lstrip, which is not supported",
        "tokenizer_config.json~{\"added_tokens_decoder\":{\"9\":{\"content\":\"x\"}}}"
            + "~tokenizer: the added token 'x' has the id 9, but the next one is 7",
      })
  void read_aDefect_isRefusedWithIt(String file, String content, String message) throws Exception {
    write("vocab.json", SMALL);
    write("merges.txt", "a b</w>\n");
    write(file, content);
    assertThatThrownBy(() -> ClipTokenizer.read(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(message.startsWith("tokenizer:") ? message : path(message));
  }

  @Test
  void read_anEmptyFolder_saysWhatIsMissing() {
    assertThatThrownBy(() -> ClipTokenizer.read(folder))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage(folder + " has neither vocab.json with merges.txt nor tokenizer.json");
  }

  @Test
  void read_randomDamage_neverFailsInAnotherWay() throws Exception {
    var random = new Random(1);
    String config = "{\"added_tokens_decoder\":{\"1\":{\"content\":\"a\"}},\"pad_token\":\"a\"}";
    for (int round = 0; round < 200; round++) {
      write("vocab.json", damaged(SMALL, random));
      write("merges.txt", damaged("a b</w>\nb a</w>\n", random));
      write("tokenizer_config.json", damaged(config, random));
      try {
        ClipTokenizer.read(folder).encode("ab ba <|endoftext|>");
      } catch (InvalidCheckpointException expected) {
        assertThat(expected).hasMessageNotContaining("Exception");
      }
    }
  }

  private static String damaged(String text, Random random) {
    var damaged = new StringBuilder(text);
    if (random.nextBoolean()) {
      damaged.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
    }
    return damaged.toString();
  }

  private String path(String message) {
    return folder + (message.startsWith(":") ? "" : "/") + message;
  }

  private void write(String file, String content) throws Exception {
    Files.writeString(folder.resolve(file), content);
  }
}
