package dev.imprimatur.stack.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes users and gets tokens, as the realm's administrator and as users do. */
final class Keycloak {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final String url;
  private final String adminPassword;

  Keycloak(HttpClient http, String url, String adminPassword) {
    this.http = http;
    this.url = url;
    this.adminPassword = adminPassword;
  }

  /** Somebody whom no other test knows. */
  record User(String name, String password) {}

  /** Makes a user with one role. */
  User newUser(String role) throws IOException, InterruptedException {
    var user = new User("user-" + UUID.randomUUID(), UUID.randomUUID().toString());
    String admin = token("master", "admin-cli", "admin", adminPassword);
    String users = url + "/admin/realms/imprimatur/users";
    HttpResponse<String> made =
        send(
            admin,
            HttpRequest.newBuilder(URI.create(users))
                .POST(
                    body(
                        Map.of(
                            "username",
                            user.name(),
                            "enabled",
                            true,
                            "emailVerified",
                            true,
                            "email",
                            user.name() + "@localhost.localdomain",
                            "firstName",
                            "Test",
                            "lastName",
                            "User",
                            "credentials",
                            List.of(Map.of("type", "password", "value", user.password()))))));
    String id = made.headers().firstValue("Location").orElseThrow();
    JsonNode known =
        JSON.readTree(
            send(
                    admin,
                    HttpRequest.newBuilder(
                        URI.create(url + "/admin/realms/imprimatur/roles/" + role)))
                .body());
    send(
        admin,
        HttpRequest.newBuilder(URI.create(id + "/role-mappings/realm"))
            .POST(HttpRequest.BodyPublishers.ofString("[" + known + "]")));
    return user;
  }

  /** The key by which the realm's tokens are verified, as everybody may read it; X.509. */
  byte[] publicKey() throws IOException, InterruptedException {
    String realm =
        http.send(
                HttpRequest.newBuilder(URI.create(url + "/realms/imprimatur")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return Base64.getDecoder().decode(JSON.readTree(realm).get("public_key").asText());
  }

  String token(User user) throws IOException, InterruptedException {
    return token("imprimatur", "imprimatur-cli", user.name(), user.password());
  }

  String token(String realm, String client, String user, String password)
      throws IOException, InterruptedException {
    String form =
        "client_id=%s&grant_type=password&username=%s&password=%s"
            .formatted(client, user, URLEncoder.encode(password, StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create(url + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("no token for " + user + ": " + answer.body());
    }
    return JSON.readTree(answer.body()).get("access_token").asText();
  }

  private HttpResponse<String> send(String admin, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private static HttpRequest.BodyPublisher body(Object value) throws IOException {
    return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(value));
  }
}
