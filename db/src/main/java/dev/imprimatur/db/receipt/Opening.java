package dev.imprimatur.db.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.log.MalformedException;
import dev.imprimatur.db.log.StrictBase64;
import dev.imprimatur.db.merkle.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of a record with the salts of their commitments. The entry in the log is made of it:
 * lines of text with the type and, for each field in the order of the names, the commitment
 * SHA-256(tag || salt || name || newline || value). Without the salt a commitment tells nothing,
 * however easy the value is to guess.
 */
record Opening(String type, SortedMap<String, Field> fields) {
  private static final String ENTRY = "imprimatur/record/v1\n";
  private static final byte[] TAG =
      "imprimatur/commitment/v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_LENGTH = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A value and the salt of its commitment. */
  record Field(String value, byte[] salt) {}

  /** Salts every field of {@code draft} afresh. */
  static Opening of(RecordDraft draft) {
    var fields = new TreeMap<String, Field>();
    draft
        .fields()
        .forEach((name, value) -> {
          byte[] salt = new byte[SALT_LENGTH];
          RANDOM.nextBytes(salt);
          fields.put(name, new Field(value, salt));
        });
    return new Opening(draft.type(), fields);
  }

  /** What stands in the log. */
  byte[] entry() {
    var entry = new StringBuilder(ENTRY).append("type ").append(type).append('\n');
    fields.forEach((name, field) ->
        entry.append(name).append(' ').append(commitment(name, field)).append('\n'));
    return entry.toString().getBytes(StandardCharsets.UTF_8);
  }

  byte[] json() {
    ObjectNode root = JSON.createObjectNode().put("type", type);
    ObjectNode opened = root.putObject("fields");
    fields.forEach((name, field) ->
        opened
            .putObject(name)
            .put("value", field.value())
            .put("salt", Base64.getEncoder().encodeToString(field.salt())));
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Opening parse(byte[] json) throws MalformedException {
    JsonNode root = read(json);
    String type = root.path("type").asText("");
    if (!RecordDraft.NAME.matcher(type).matches() || !root.path("fields").isObject()) {
      throw new MalformedException("the receipt's record has no type or no fields");
    }
    var fields = new TreeMap<String, Field>();
    for (Map.Entry<String, JsonNode> entry : root.path("fields").properties()) {
      fields.put(entry.getKey(), field(entry.getKey(), entry.getValue()));
    }
    return new Opening(type, fields);
  }

  SortedMap<String, String> values() {
    var values = new TreeMap<String, String>();
    fields.forEach((name, field) -> values.put(name, field.value()));
    return values;
  }

  private static JsonNode read(byte[] json) throws MalformedException {
    try {
      JsonNode root = JSON.readTree(json);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new MalformedException("the receipt's record is not valid JSON");
    } catch (IOException e) {
      throw new MalformedException("the receipt's record is not readable text");
    }
    throw new MalformedException("the receipt's record is not a JSON object");
  }

  private static Field field(String name, JsonNode node) throws MalformedException {
    if (!RecordDraft.NAME.matcher(name).matches()
        || !node.path("value").isTextual()
        || !node.path("salt").isTextual()) {
      throw new MalformedException("a field of the receipt's record lacks its value or its salt");
    }
    byte[] salt = StrictBase64.decode(node.path("salt").asText(), "the salt of field " + name);
    if (salt.length != SALT_LENGTH) {
      throw new MalformedException("the salt of field " + name + " does not have 32 bytes");
    }
    return new Field(node.path("value").asText(), salt);
  }

  private static String commitment(String name, Field field) {
    return Hash.sha256(
            TAG, field.salt(), (name + "\n" + field.value()).getBytes(StandardCharsets.UTF_8))
        .base64();
  }
}
