package dev.imprimatur.diffusion.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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
   * @param id where its embedding is, if it is written
   */
  record Added(OptionalInt id, NamedTokens.Token token) {}

  private static final List<String> FURTHER =
      List.of("additional_special_tokens", "extra_special_tokens");

  private AddedTokens() {}

  /**
   * All of them, by id, and then the special tokens that have neither a name nor an id.
   *
   * @param config {@code tokenizer_config.json}, or an empty object
   * @param map {@code special_tokens_map.json}, or an empty object
   * @param file {@code added_tokens.json}, or an empty object
   * @param list the {@code added_tokens} of {@code tokenizer.json}, or an empty object
   */
  static List<Added> of(JsonNode config, JsonNode map, JsonNode file, JsonNode list)
      throws InvalidCheckpointException {
    var added = new ArrayList<Added>();
    JsonNode decoder = config.path("added_tokens_decoder");
    if (decoder.isObject()) {
      for (var entry : decoder.properties()) {
        added.add(new Added(id(entry.getKey()), NamedTokens.token(entry.getValue())));
      }
    } else {
      for (var entry : file.properties()) {
        boolean named = NamedTokens.names(config, map, entry.getKey());
        added.add(
            new Added(
                id(entry.getValue().asText()), new NamedTokens.Token(entry.getKey(), !named)));
      }
      for (JsonNode entry : list) {
        added.add(new Added(id(entry.path("id").asText()), NamedTokens.token(entry)));
      }
    }
    added.sort(Comparator.comparingInt(token -> token.id().orElseThrow()));
    addFurther(config, added);
    if (!decoder.isObject()) {
      addFurther(map, added);
    }
    return added;
  }

  private static void addFurther(JsonNode special, List<Added> added)
      throws InvalidCheckpointException {
    for (String key : FURTHER) {
      for (JsonNode entry : special.path(key)) {
        NamedTokens.Token token = NamedTokens.token(entry);
        if (added.stream().noneMatch(other -> other.token().content().equals(token.content()))) {
          added.add(new Added(OptionalInt.empty(), token));
        }
      }
    }
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
      if (id == null && token.id().orElse(next) != next) {
        throw new InvalidCheckpointException(
            "tokenizer: the added token '%s' has the id %d, but the next one is %d"
                .formatted(token.token().content(), token.id().orElseThrow(), next));
      }
    }
  }

  private static OptionalInt id(String text) throws InvalidCheckpointException {
    try {
      return OptionalInt.of(Integer.parseUnsignedInt(text));
    } catch (NumberFormatException e) {
      throw new InvalidCheckpointException(
          "tokenizer: an added token has the id '" + text + "', which is no whole number", e);
    }
  }
}
