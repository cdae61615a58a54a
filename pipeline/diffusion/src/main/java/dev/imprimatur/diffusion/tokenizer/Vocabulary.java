package dev.imprimatur.diffusion.tokenizer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint's tokenizer folder says.
 *
 * @param ids token ids by token
 * @param ranks of merges, the lowest first; the key is both parts with a space between
 * @param begin id of the token before every text
 * @param end id of the token after every text
 * @param unknown id of the token for what has none
 * @param padding id of the token that fills up
 * @param length ids of every encoded text
 */
record Vocabulary(
    Map<String, Integer> ids,
    Map<String, Integer> ranks,
    int begin,
    int end,
    int unknown,
    int padding,
    int length) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DEFAULT_LENGTH = 77;

  static Vocabulary read(Path folder) throws InvalidCheckpointException {
    try {
      Map<String, Integer> ids =
          JSON.readValue(
              folder.resolve("vocab.json").toFile(), new TypeReference<Map<String, Integer>>() {});
      JsonNode config = JSON.readTree(folder.resolve("tokenizer_config.json").toFile());
      JsonNode special = JSON.readTree(folder.resolve("special_tokens_map.json").toFile());
      int length = config.path("model_max_length").asInt(DEFAULT_LENGTH);
      return new Vocabulary(
          ids,
          ranks(folder.resolve("merges.txt")),
          special(ids, special, "bos_token"),
          special(ids, special, "eos_token"),
          special(ids, special, "unk_token"),
          special(ids, special, "pad_token"),
          length >= 3 && length <= 1024 ? length : DEFAULT_LENGTH);
    } catch (IOException e) {
      throw new InvalidCheckpointException(
          folder + ": the tokenizer cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, Integer> ranks(Path merges) throws IOException {
    List<String> lines = Files.readAllLines(merges);
    var ranks = new HashMap<String, Integer>();
    for (String line : lines) {
      if (!line.startsWith("#version") && line.indexOf(' ') > 0) {
        ranks.putIfAbsent(line, ranks.size());
      }
    }
    return ranks;
  }

  private static int special(Map<String, Integer> ids, JsonNode map, String name)
      throws InvalidCheckpointException {
    JsonNode token = map.path(name);
    String text = token.isTextual() ? token.asText() : token.path("content").asText("");
    Integer id = ids.get(text);
    if (id == null) {
      throw new InvalidCheckpointException(
          "tokenizer: " + name + " '" + text + "' is not in the vocabulary");
    }
    return id;
  }
}
