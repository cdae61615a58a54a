package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Where in a JSON text its values stand, read once. */
final class JsonPlaces {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<JsonPointer, Integer> lines = new HashMap<>();

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  JsonPlaces(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isScalarValue()) {
          lines.put(
              parser.getParsingContext().pathAsPointer(),
              parser.currentTokenLocation().getLineNr());
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("this is no JSON", e);
    }
  }

  /**
   * The line, counted from 1, on which the value begins that these member names lead to; 1 if there
   * is none.
   */
  int line(String... members) {
    JsonPointer sought = JsonPointer.empty();
    for (String member : members) {
      sought = sought.appendProperty(member);
    }
    return lines.getOrDefault(sought, 1);
  }
}
