package dev.imprimatur.stack.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls the API as one caller. */
final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OPEN = Set.of("QUEUED", "DRAWING");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http;
  private final URI server;
  private final String token;

  ApiClient(HttpClient http, URI server, String token) {
    this.http = http;
    this.server = server;
    this.token = token;
  }

  /** An answer. */
  record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return post(path, body.getBytes(StandardCharsets.UTF_8));
  }

  Answer post(String path, byte[] body) throws IOException, InterruptedException {
    return post(path, "application/json", body);
  }

  Answer post(String path, String mediaType, byte[] body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return post(path, JSON.writeValueAsString(body));
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  void acceptLicence() throws IOException, InterruptedException {
    acceptLicence("cartoon");
  }

  void acceptLicence(String model) throws IOException, InterruptedException {
    String address = "/api/models/" + model + "/licence";
    JsonNode licence = get(address).json();
    Answer accepted =
        post(
            address + "/acceptances",
            Map.of(
                "version",
                licence.get("version").asText(),
                "sha256",
                licence.get("sha256").asText()));
    if (accepted.status() != 201) {
      throw new IllegalStateException(accepted.text());
    }
  }

  /** Asks for pictures, again while something is away, and tells the id of what was queued. */
  String ask(Map<String, ?> fields) throws IOException, InterruptedException {
    var body = new HashMap<String, Object>(fields);
    body.putIfAbsent("model", "cartoon");
    // The image check flags one picture in many; a test does not leave to chance which.
    body.putIfAbsent("seed", 7);
    Instant deadline = Instant.now().plus(PATIENCE);
    Answer answer = post("/api/generations", body);
    while (answer.status() == 503 && Instant.now().isBefore(deadline)) {
      Thread.sleep(1_000);
      answer = post("/api/generations", body);
    }
    if (answer.status() != 202) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
    return answer.json().get("id").asText();
  }

  /** Waits for a generation's end. */
  JsonNode await(String id) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      Answer answer = get("/api/generations/" + id);
      if (answer.status() == 200 && !OPEN.contains(answer.json().get("state").asText())) {
        return answer.json();
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("the generation does not end");
  }

  /** Waits until a generation is being drawn. */
  void awaitDrawing(String id) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!get("/api/generations/" + id).json().get("state").asText().equals("DRAWING")) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the generation is not drawn");
      }
      Thread.sleep(50);
    }
  }

  /** Asks for pictures and waits for them. */
  JsonNode draw(Map<String, ?> fields) throws IOException, InterruptedException {
    return await(ask(fields));
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofMinutes(3));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  HttpClient http() {
    return http;
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
  }
}
