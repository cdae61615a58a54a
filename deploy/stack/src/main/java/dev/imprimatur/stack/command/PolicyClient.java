package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.stack.client.Answer;
import dev.imprimatur.stack.client.Gateway;
import java.io.IOException;
import java.util.ArrayList;

/** The running system's policy bundles, as one user. */
final class PolicyClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BUNDLES = "/api/policies";
  private static final String ACTIVATIONS = "/api/policy-activations";

  private final Gateway gateway;
  private final Lines lines;

  PolicyClient(Gateway gateway, Lines lines) {
    this.gateway = gateway;
    this.lines = lines;
  }

  /** The system has said no. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    RefusedException(Answer answer) {
      super(answer.detail());
      this.answer = answer;
    }

    Answer answer() {
      return answer;
    }
  }

  Lines lines() {
    return lines;
  }

  /** Reads what is at an address of the API. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return accepted(gateway.get(path));
  }

  /** Sends a body to an address of the API. */
  JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
    return accepted(gateway.post(path, body));
  }

  JsonNode list() throws IOException, InterruptedException {
    return accepted(gateway.get(BUNDLES));
  }

  JsonNode upload(byte[] archive) throws IOException, InterruptedException {
    return accepted(gateway.post(BUNDLES, "application/zip", archive));
  }

  /**
   * Takes a step with a bundle.
   *
   * @param step submission, approval or rejection
   */
  JsonNode step(String bundle, String step, String note) throws IOException, InterruptedException {
    return accepted(
        gateway.post(
            BUNDLES + "/" + bundle + "/" + step, JSON.createObjectNode().put("note", note)));
  }

  JsonNode activate(ObjectNode body) throws IOException, InterruptedException {
    return accepted(gateway.post(ACTIVATIONS, body));
  }

  JsonNode rollBack(ObjectNode body) throws IOException, InterruptedException {
    return accepted(gateway.post(ACTIVATIONS + "/rollback", body));
  }

  /**
   * The bundle that somebody means.
   *
   * @param named a version's number, or the beginning of a bundle's id
   */
  JsonNode find(String named) throws IOException, InterruptedException {
    var found = new ArrayList<JsonNode>();
    for (JsonNode bundle : list().path("bundles")) {
      if (bundle.path("number").asText().equals(named)
          || (named.length() >= 4 && bundle.path("id").asText().startsWith(named))) {
        found.add(bundle);
      }
    }
    if (found.size() != 1) {
      throw new IOException(
          (found.isEmpty() ? "there is no bundle " : "there are several bundles ")
              + named
              + "; ./imprimatur policy list shows their numbers and ids");
    }
    return found.getFirst();
  }

  private static JsonNode accepted(Answer answer) throws RefusedException {
    if (answer.status() / 100 != 2) {
      throw new RefusedException(answer);
    }
    return answer.json();
  }
}
