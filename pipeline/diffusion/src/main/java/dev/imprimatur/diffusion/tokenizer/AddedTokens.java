package dev.imprimatur.diffusion.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Tokens that were added to a vocabulary, such as the words of a textual inversion, found as
 * Transformers does: those of {@code added_tokens_decoder} in {@code tokenizer_config.json}, or
 * else those of {@code added_tokens.json} and of {@code tokenizer.json}. Some are of the vocabulary
 * already.
 */
final class AddedTokens {
  /**
   * One of them.
   *
   * @param id where its embedding is
   */
  record Added(int id, NamedTokens.Token token) {}

  private AddedTokens() {}

  /**
   * All of them, by id.
   *
   * @param config {@code tokenizer_config.json}, or an empty object
   * @param file {@code added_tokens.json}, or an empty object
   * @param list the {@code added_tokens} of {@code tokenizer.json}, or an empty object
   */
  static List<Added> of(JsonNode config, JsonNode file, JsonNode list)
      throws InvalidCheckpointException {
    var added = new ArrayList<Added>();
    JsonNode decoder = config.path("added_tokens_decoder");
    if (decoder.isObject()) {
      for (var entry : decoder.properties()) {
        added.add(new Added(id(entry.getKey()), NamedTokens.token(entry.getValue())));
      }
    } else {
      for (var entry : file.properties()) {
        added.add(
            new Added(id(entry.getValue().asText()), new NamedTokens.Token(entry.getKey(), true)));
      }
      for (JsonNode entry : list) {
        added.add(new Added(id(entry.path("id").asText()), NamedTokens.token(entry)));
      }
    }
    added.sort(Comparator.comparingInt(Added::id));
    return added;
  }

  /**
   * Gives those that are new to a vocabulary the ids behind it.
   *
   * @throws InvalidCheckpointException when one is written with another id
   */
  static void append(List<Added> added, Map<String, Integer> ids)
      throws InvalidCheckpointException {
    for (Added token : added) {
      int next = ids.size();
      Integer id = ids.putIfAbsent(token.token().content(), next);
      if (id == null && token.id() != next) {
        throw new InvalidCheckpointException(
            "tokenizer: the added token '%s' has the id %d, but the next one is %d"
                .formatted(token.token().content(), token.id(), next));
      }
    }
  }

  private static int id(String text) throws InvalidCheckpointException {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidCheckpointException(
          "tokenizer: an added token has the id '" + text + "', which is no whole number", e);
    }
  }
}
