package dev.imprimatur.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;

/** A licence as the API shows it, to be accepted by exactly its text. */
public record Licence(String address, String id, String version, String title, String sha256) {
  /** Reads the licence at an address of the API. */
  public static Licence read(Gateway gateway, String address)
      throws IOException, InterruptedException {
    Answer answer = gateway.get(address);
    if (answer.status() != 200) {
      throw new IOException("the licence cannot be read: " + answer.detail());
    }
    JsonNode shown = answer.json();
    return new Licence(
        address,
        shown.path("id").asText(),
        shown.path("version").asText(),
        shown.path("title").asText(),
        shown.path("sha256").asText());
  }

  /** Accepts it for the caller. */
  public void accept(Gateway gateway) throws IOException, InterruptedException {
    Answer answer =
        gateway.post(
            address + "/acceptances",
            JsonNodeFactory.instance.objectNode().put("version", version).put("sha256", sha256));
    if (answer.status() != 201) {
      throw new IOException("the licence could not be accepted: " + answer.detail());
    }
  }
}
