package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.util.List;

/** Finds where in a JSON text a value stands. */
final class JsonPlace {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonPlace() {}

  /**
   * The line, counted from 1, on which the value begins that these member names lead to; 1 if there
   * is none.
   */
  static int line(String json, List<String> members) {
    JsonPointer sought = JsonPointer.empty();
    for (String member : members) {
      sought = sought.appendProperty(member);
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isScalarValue()
            && parser.getParsingContext().pathAsPointer().equals(sought)) {
          return parser.currentTokenLocation().getLineNr();
        }
      }
      return 1;
    } catch (IOException e) {
      throw new IllegalArgumentException("a text that was read before can be read again", e);
    }
  }
}
