package dev.imprimatur.diffusion.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tokens that begin, end and fill up a text or stand for what is unknown, found as Transformers
 * does: when {@code tokenizer_config.json} lists its added tokens, it alone counts; else {@code
 * special_tokens_map.json} goes before it. What neither names is as in CLIP.
 */
final class NamedTokens {
  private static final List<String> NAMES =
      List.of("bos_token", "eos_token", "unk_token", "pad_token");

  /** A token without its id; see {@link SpecialToken}. */
  private record Token(String content, boolean normalised) {}

  private final Map<String, Token> named = new LinkedHashMap<>();

  /** Those that are listed, by content; some have no name. */
  private final Map<String, Token> listed = new LinkedHashMap<>();

  /**
   * Reads the tokens.
   *
   * @param config {@code tokenizer_config.json}, or an empty object
   * @param map {@code special_tokens_map.json}, or an empty object
   * @param list the {@code added_tokens} of {@code tokenizer.json}, or an empty object
   */
  static NamedTokens of(JsonNode config, JsonNode map, JsonNode list)
      throws InvalidCheckpointException {
    NamedTokens tokens = new NamedTokens();
    JsonNode decoder = config.path("added_tokens_decoder");
    for (JsonNode entry : decoder.isObject() ? decoder : list) {
      Token token = token(entry);
      tokens.listed.put(token.content(), token);
    }
    for (String name : NAMES) {
      boolean mapped = !decoder.isObject() && map.hasNonNull(name);
      JsonNode entry = mapped ? map.path(name) : config.path(name);
      Token token = entry.isMissingNode() || entry.isNull() ? standard(name) : token(entry);
      tokens.named.put(name, tokens.listed.getOrDefault(token.content(), token));
    }
    return tokens;
  }

  /**
   * The id of a named token.
   *
   * @throws InvalidCheckpointException when the vocabulary lacks it
   */
  int id(String name, Map<String, Integer> ids) throws InvalidCheckpointException {
    String content = Objects.requireNonNull(named.get(name), name).content();
    Integer id = ids.get(content);
    if (id == null) {
      throw new InvalidCheckpointException(
          "tokenizer: " + name + " '" + content + "' is not in the vocabulary");
    }
    return id;
  }

  /** All of them, each content once; the last to name a content says how it is looked for. */
  List<SpecialToken> special(Map<String, Integer> ids) throws InvalidCheckpointException {
    var special = new LinkedHashMap<String, SpecialToken>();
    for (Token token : listed.values()) {
      Integer id = ids.get(token.content());
      if (id == null) {
        throw new InvalidCheckpointException(
            "tokenizer: the added token '" + token.content() + "' is not in the vocabulary");
      }
      special.put(token.content(), new SpecialToken(token.content(), id, token.normalised()));
    }
    for (var entry : named.entrySet()) {
      Token token = entry.getValue();
      special.put(
          token.content(),
          new SpecialToken(token.content(), id(entry.getKey(), ids), token.normalised()));
    }
    return List.copyOf(special.values());
  }

  private static Token token(JsonNode entry) throws InvalidCheckpointException {
    if (entry.isTextual()) {
      return new Token(entry.asText(), false);
    }
    String content = entry.path("content").asText("");
    for (String flag : List.of("lstrip", "rstrip", "single_word")) {
      if (entry.path(flag).asBoolean(false)) {
        throw new InvalidCheckpointException(
            "tokenizer: the token '" + content + "' has " + flag + ", which is not supported");
      }
    }
    if (content.isEmpty()) {
      throw new InvalidCheckpointException("tokenizer: a special token has no content");
    }
    return new Token(content, entry.path("normalized").asBoolean(false));
  }

  private static Token standard(String name) {
    return new Token(name.equals("bos_token") ? "<|startoftext|>" : "<|endoftext|>", false);
  }
}
