package dev.imprimatur.diffusion.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a checkpoint's tokenizer folder: {@code vocab.json} and {@code merges.txt}, or {@code
 * tokenizer.json} which holds both; and from {@code special_tokens_map.json} and {@code
 * tokenizer_config.json} what the special tokens are.
 */
final class TokenizerFolder {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MAXIMUM_SIZE = 64L << 20;
  private static final int DEFAULT_LENGTH = 77;

  private final Path folder;
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final Merges merges = new Merges();

  private TokenizerFolder(Path folder) {
    this.folder = folder;
  }

  static Vocabulary read(Path folder) throws InvalidCheckpointException {
    return new TokenizerFolder(folder).read();
  }

  private Vocabulary read() throws InvalidCheckpointException {
    JsonNode config = optional("tokenizer_config.json");
    JsonNode listed = JsonNodeFactory.instance.objectNode();
    if (Files.exists(folder.resolve("vocab.json"))) {
      addTokens("vocab.json", json("vocab.json"));
      addMerges(text("merges.txt").lines().toList());
    } else if (Files.exists(folder.resolve("tokenizer.json"))) {
      JsonNode tokenizer = json("tokenizer.json");
      addTokens("tokenizer.json", tokenizer.path("model").path("vocab"));
      addMerges(merges(tokenizer.path("model").path("merges")));
      listed = tokenizer.path("added_tokens");
    } else {
      throw new InvalidCheckpointException(
          folder + " has neither vocab.json with merges.txt nor tokenizer.json");
    }
    NamedTokens named = NamedTokens.of(config, optional("special_tokens_map.json"), listed);
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
            folder.resolve(file) + ": token '" + token.getKey() + "' has no id of 0 or more");
      }
      ids.put(token.getKey(), token.getValue().intValue());
    }
    if (ids.isEmpty()) {
      throw new InvalidCheckpointException(folder.resolve(file) + " holds no tokens");
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
              .formatted(folder, merge, token));
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
    return Files.exists(folder.resolve(file)) ? json(file) : JsonNodeFactory.instance.objectNode();
  }

  private JsonNode json(String file) throws InvalidCheckpointException {
    try {
      return JSON.readTree(text(file));
    } catch (JsonProcessingException e) {
      throw new InvalidCheckpointException(folder.resolve(file) + " is not valid JSON", e);
    }
  }

  private String text(String file) throws InvalidCheckpointException {
    Path path = folder.resolve(file);
    try {
      if (!Files.isRegularFile(path)) {
        throw new InvalidCheckpointException(path + " is missing");
      }
      if (Files.size(path) > MAXIMUM_SIZE) {
        throw new InvalidCheckpointException(path + " is larger than 64 MiB");
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new InvalidCheckpointException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
