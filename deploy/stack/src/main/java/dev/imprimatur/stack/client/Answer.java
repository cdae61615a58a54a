package dev.imprimatur.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * What the API answered.
 *
 * @param status of HTTP
 * @param body as it came
 */
public record Answer(int status, byte[] body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The body as JSON; an empty object where it is none, as an error on the way may be. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  /** The code for programs of a problem, or empty text. */
  public String code() {
    return json().path("code").asText();
  }

  /** The words for people of a problem. */
  public String detail() {
    return json().path("detail").asText("the server answers with status " + status);
  }
}
