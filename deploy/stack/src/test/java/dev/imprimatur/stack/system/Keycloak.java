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
import org.jspecify.annotations.Nullable;

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
    return newUser(role, Map.of());
  }

  /** Makes a user with one role and these attributes. */
  User newUser(String role, Map<String, List<String>> attributes)
      throws IOException, InterruptedException {
    var user = new User("user-" + UUID.randomUUID(), UUID.randomUUID().toString());
    HttpResponse<String> made =
        administrate(
            "POST",
            "/users",
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
                "attributes",
                attributes,
                "credentials",
                List.of(Map.of("type", "password", "value", user.password()))));
    String address = made.headers().firstValue("Location").orElseThrow();
    grant(address.substring(address.lastIndexOf('/') + 1), role);
    return user;
  }

  /** Gives a role to a user. */
  void grant(String userId, String role) throws IOException, InterruptedException {
    JsonNode known = JSON.readTree(administrate("GET", "/roles/" + role, null).body());
    administrate("POST", "/users/" + userId + "/role-mappings/realm", List.of(known));
  }

  /**
   * Does something in the realm, as its administrator.
   *
   * @param path below the realm's own
   * @param body as JSON; none if it is null
   * @throws IllegalStateException with Keycloak's answer, if it refuses
   */
  HttpResponse<String> administrate(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    String admin = token("master", "admin-cli", "admin", adminPassword);
    return send(
        admin,
        HttpRequest.newBuilder(URI.create(url + "/admin/realms/imprimatur" + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Asks for something as a user, and tells Keycloak's answer whatever it is. */
  HttpResponse<String> ask(String token, String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + "/realms/imprimatur" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
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
    return token(
        realm,
        "client_id=%s&grant_type=password&username=%s&password=%s"
            .formatted(client, user, URLEncoder.encode(password, StandardCharsets.UTF_8)));
  }

  /** The token of a client that is there for a program and not for somebody. */
  String serviceToken(String client, String secret) throws IOException, InterruptedException {
    return token(
        "imprimatur",
        "client_id=%s&grant_type=client_credentials&client_secret=%s".formatted(client, secret));
  }

  private String token(String realm, String form) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create(url + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("no token: " + answer.body());
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
}
