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
  record Token(String content, boolean normalised) {}

  private final Map<String, Token> named = new LinkedHashMap<>();

  /** Those that are listed, by content; some have no name. */
  private final Map<String, Token> listed = new LinkedHashMap<>();

  /**
   * Reads the tokens.
   *
   * @param config {@code tokenizer_config.json}, or an empty object
   * @param map {@code special_tokens_map.json}, or an empty object
   * @param added to the vocabulary
   */
  static NamedTokens of(JsonNode config, JsonNode map, List<AddedTokens.Added> added)
      throws InvalidCheckpointException {
    NamedTokens tokens = new NamedTokens();
    for (AddedTokens.Added listed : added) {
      tokens.listed.put(listed.token().content(), listed.token());
    }
    boolean configured = config.path("added_tokens_decoder").isObject();
    for (String name : NAMES) {
      boolean mapped = !configured && map.hasNonNull(name);
      JsonNode entry = mapped ? map.path(name) : config.path(name);
      Token token = entry.isMissingNode() || entry.isNull() ? standard(name) : token(entry);
      tokens.named.put(name, tokens.listed.getOrDefault(token.content(), token));
    }
    return tokens;
  }

  /** Whether one of the two files gives a name to the token with that content. */
  static boolean names(JsonNode config, JsonNode map, String content) {
    return NAMES.stream()
        .map(name -> map.hasNonNull(name) ? map.path(name) : config.path(name))
        .map(entry -> entry.isTextual() ? entry : entry.path("content"))
        .anyMatch(name -> name.asText("").equals(content));
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

  /**
   * All of them, as they are looked for; the last to name a content says how, and of those that are
   * the same in a normalised text, the first counts.
   *
   * @param ids of every token, the added ones included
   */
  List<SpecialToken> special(Map<String, Integer> ids) throws InvalidCheckpointException {
    var tokens = new LinkedHashMap<String, Token>(listed);
    for (var entry : named.entrySet()) {
      id(entry.getKey(), ids);
      tokens.put(entry.getValue().content(), entry.getValue());
    }
    var special = new LinkedHashMap<Token, SpecialToken>();
    for (Token token : tokens.values()) {
      Token sought = token.normalised() ? new Token(normalised(token.content()), true) : token;
      int id = Objects.requireNonNull(ids.get(token.content()), token.content());
      special.putIfAbsent(sought, new SpecialToken(sought.content(), id, sought.normalised()));
    }
    return List.copyOf(special.values());
  }

  private static String normalised(String content) {
    return NormalisedText.of(content, 0, content.length()).characters();
  }

  /** A token as configurations write it, by its content or as an object. */
  static Token token(JsonNode entry) throws InvalidCheckpointException {
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
