package dev.imprimatur.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A user's login at Keycloak, whose short-lived tokens are renewed as they are needed. */
public final class Login {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CLIENT = "imprimatur-cli";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI endpoint;
  private Tokens tokens;

  private Login(HttpClient http, URI endpoint, Tokens tokens) {
    this.http = http;
    this.endpoint = endpoint;
    this.tokens = tokens;
  }

  private record Tokens(String access, String refresh, Instant until) {}

  /**
   * Logs in; nothing if Keycloak does not know this user with this password.
   *
   * @param keycloakUrl without a path
   */
  public static Optional<Login> of(
      HttpClient http, String keycloakUrl, String user, String password)
      throws IOException, InterruptedException {
    URI endpoint = URI.create(keycloakUrl + "/realms/imprimatur/protocol/openid-connect/token");
    var form = Map.of("grant_type", "password", "username", user, "password", password);
    return tokens(http, endpoint, form).map(tokens -> new Login(http, endpoint, tokens));
  }

  /** A token that is good for a while. */
  synchronized String token() throws IOException, InterruptedException {
    if (Instant.now().isAfter(tokens.until())) {
      var form = Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh());
      tokens =
          tokens(http, endpoint, form)
              .orElseThrow(() -> new IOException("the login has ended; log in again"));
    }
    return tokens.access();
  }

  private static Optional<Tokens> tokens(HttpClient http, URI endpoint, Map<String, String> form)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    // Keycloak says 400 for a refresh token and 401 for a password that it does not take.
    if (answer.statusCode() == 400 || answer.statusCode() == 401) {
      return Optional.empty();
    }
    if (answer.statusCode() != 200) {
      throw new IOException("Keycloak answers with status " + answer.statusCode());
    }
    JsonNode body = JSON.readTree(answer.body());
    Duration life = Duration.ofSeconds(body.path("expires_in").asLong());
    return Optional.of(
        new Tokens(
            body.path("access_token").asText(),
            body.path("refresh_token").asText(),
            Instant.now().plus(life).minus(MARGIN)));
  }

  private static String encoded(Map<String, String> form) {
    return "client_id=%s&%s"
        .formatted(
            CLIENT,
            form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(Objects.requireNonNull(text), StandardCharsets.UTF_8);
  }
}
