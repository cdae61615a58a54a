package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.stack.client.Answer;
import dev.imprimatur.stack.client.Gateway;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What the running system keeps about licences, as one user. */
final class LicenceClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ATTESTATIONS = "/api/licence-attestations";

  private final Gateway gateway;
  private final Lines lines;

  LicenceClient(Gateway gateway, Lines lines) {
    this.gateway = gateway;
    this.lines = lines;
  }

  Lines lines() {
    return lines;
  }

  JsonNode attestations() throws IOException, InterruptedException {
    return accepted(gateway.get(ATTESTATIONS)).json();
  }

  /** Attests what is needed as it is shown. */
  JsonNode attest(JsonNode needed, String note) throws IOException, InterruptedException {
    ObjectNode body =
        JSON.createObjectNode()
            .put("subject", needed.path("subject").asText())
            .put("statement", needed.path("statement").asText())
            .put("note", note);
    return accepted(gateway.post(ATTESTATIONS, body)).json();
  }

  void revoke(String id, String note) throws IOException, InterruptedException {
    accepted(
        gateway.post(
            ATTESTATIONS + "/" + id + "/revocation", JSON.createObjectNode().put("note", note)));
  }

  byte[] report(Map<String, String> parameters) throws IOException, InterruptedException {
    String query =
        parameters.entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .sorted()
            .collect(Collectors.joining("&"));
    return accepted(gateway.get("/api/licence-report?" + query)).body();
  }

  private static Answer accepted(Answer answer) throws PolicyClient.RefusedException {
    if (answer.status() / 100 != 2) {
      throw new PolicyClient.RefusedException(answer);
    }
    return answer;
  }
}
