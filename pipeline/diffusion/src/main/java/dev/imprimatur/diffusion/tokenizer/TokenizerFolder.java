package dev.imprimatur.diffusion.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a checkpoint's tokenizer folder: {@code vocab.json} and {@code merges.txt}, or {@code
 * tokenizer.json} which holds both; and from {@code added_tokens.json}, {@code
 * special_tokens_map.json} and {@code tokenizer_config.json} what the special tokens are.
 */
final class TokenizerFolder {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DEFAULT_LENGTH = 77;

  private final TokenizerFiles files;
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final Merges merges = new Merges();

  private TokenizerFolder(TokenizerFiles files) {
    this.files = files;
  }

  static Vocabulary read(TokenizerFiles files) throws InvalidCheckpointException {
    return new TokenizerFolder(files).read();
  }

  private Vocabulary read() throws InvalidCheckpointException {
    JsonNode config = optional("tokenizer_config.json");
    JsonNode listed = JsonNodeFactory.instance.objectNode();
    if (files.has("vocab.json")) {
      addTokens("vocab.json", json("vocab.json"));
      addMerges(files.text("merges.txt").lines().toList());
    } else if (files.has("tokenizer.json")) {
      JsonNode tokenizer = json("tokenizer.json");
      addTokens("tokenizer.json", tokenizer.path("model").path("vocab"));
      addMerges(merges(tokenizer.path("model").path("merges")));
      listed = tokenizer.path("added_tokens");
    } else {
      throw new InvalidCheckpointException(
          files.name() + " has neither vocab.json with merges.txt nor tokenizer.json");
    }
    JsonNode map = optional("special_tokens_map.json");
    List<AddedTokens.Added> added =
        AddedTokens.of(config, map, optional("added_tokens.json"), listed);
    AddedTokens.append(added, ids);
    NamedTokens named = NamedTokens.of(config, map, added);
    int length = config.path("model_max_length").asInt(DEFAULT_LENGTH);
    return new Vocabulary(
        ids,
        merges,
        named.special(ids),
        named.id("bos_token", ids),
        named.id("eos_token", ids),
        named.id("unk_token", ids),
        named.id("pad_token", ids),
        length >= 3 && length <= 1024 ? length : DEFAULT_LENGTH);
  }

  private void addTokens(String file, JsonNode vocabulary) throws InvalidCheckpointException {
    for (var token : vocabulary.properties()) {
      if (!token.getValue().isInt() || token.getValue().intValue() < 0) {
        throw new InvalidCheckpointException(
            files.name() + "/" + file + ": token '" + token.getKey() + "' has no id of 0 or more");
      }
      ids.put(token.getKey(), token.getValue().intValue());
    }
    if (ids.isEmpty()) {
      throw new InvalidCheckpointException(files.name() + "/" + file + " holds no tokens");
    }
  }

  private void addMerges(List<String> lines) throws InvalidCheckpointException {
    for (String line : lines) {
      int space = line.indexOf(' ');
      if (space <= 0 || line.startsWith("#version")) {
        continue;
      }
      String left = line.substring(0, space);
      String right = line.substring(space + 1);
      merges.add(id(left, line), id(right, line), id(left + right, line));
    }
  }

  private int id(String token, String merge) throws InvalidCheckpointException {
    Integer id = ids.get(token);
    if (id == null) {
      throw new InvalidCheckpointException(
          "%s: the merge '%s' needs the token '%s', which the vocabulary has not"
              .formatted(files.name(), merge, token));
    }
    return id;
  }

  /** Newer files write a merge as two strings, older ones as one with a space between. */
  private static List<String> merges(JsonNode merges) {
    var lines = new ArrayList<String>();
    for (JsonNode merge : merges) {
      lines.add(
          merge.isTextual()
              ? merge.asText()
              : merge.path(0).asText("") + " " + merge.path(1).asText(""));
    }
    return lines;
  }

  private JsonNode optional(String file) throws InvalidCheckpointException {
    return files.has(file) ? json(file) : JsonNodeFactory.instance.objectNode();
  }

  private JsonNode json(String file) throws InvalidCheckpointException {
    try {
      return JSON.readTree(files.text(file));
    } catch (JsonProcessingException e) {
      throw new InvalidCheckpointException(files.name() + "/" + file + " is not valid JSON", e);
    }
  }
}
