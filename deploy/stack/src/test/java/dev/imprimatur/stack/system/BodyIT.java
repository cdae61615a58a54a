package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that are large, many or slow: how much of them the server takes at once has a bound. */
@ExtendWith(RunningSystem.class)
class BodyIT {
  private static final int LARGEST = 10 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> THREE = List.of("portal-user", "api-team", "schools-user");

  /**
   * Three users hold all the room there is by bodies that hardly come. Everybody is told so,
   * nothing else suffers, and in the end they are cut off.
   */
  @Test
  void bringing_byThoseWhoSendSlowly_leavesRoomForOthers(RunningSystem system) throws Exception {
    List<SlowSender> senders = new ArrayList<>();
    try {
      ApiClient slow = system.newcomer("portal-user");
      ApiClient other = system.newcomer("policy-author");
      hold(system, THREE, senders);
      assertTold(other.post(Uploads.ADDRESS, "image/png", noise(LARGEST)), 503);
      assertThat(slow.get("/api/uploads").status()).isEqualTo(200);
      assertThat(other.get("/api/session").status()).isEqualTo(200);
      // A small file takes a small place, and there is one left.
      Uploads.bring(other, Uploads.sketch(64, 64));
      for (SlowSender sender : senders) {
        assertThat(sender.answer()).startsWith("HTTP/1.1 408");
      }
      awaitTaken(slow);
      awaitTaken(other);
    } finally {
      for (SlowSender sender : senders) {
        sender.close();
      }
    }
  }

  /** One user's slow bodies take that user's room alone. */
  @Test
  void bringing_besideOneWhoSendsSlowly_isTaken(RunningSystem system) throws Exception {
    long faults = faults(system);
    List<SlowSender> senders = new ArrayList<>();
    try {
      hold(system, List.of("portal-user"), senders);
      // Whoever is turned away is told so at once, though the body is still on its way.
      senders.add(new SlowSender(server(system), head(system.token("portal-user")), true));
      assertThat(senders.getLast().answer()).startsWith("HTTP/1.1 429");
      senders.add(new SlowSender(server(system), head("none"), true));
      assertThat(senders.getLast().answer()).startsWith("HTTP/1.1 401");
      ApiClient other = system.newcomer("api-team");
      assertThat(
              other.post(Uploads.ADDRESS, "image/png", noise(LARGEST)).json().get("code").asText())
          .isEqualTo("unusable_picture");
    } finally {
      for (SlowSender sender : senders) {
        sender.close();
      }
    }
    // Who hangs up gives the room back.
    awaitTaken(system.newcomer("portal-user"));
    assertThat(faults(system)).isEqualTo(faults);
  }

  @Test
  void bringing_manyLargeAtOnce_areReadOrToldToComeAgain(RunningSystem system) throws Exception {
    ApiClient user = system.newcomer("portal-user");
    byte[] body = noise(LARGEST);
    try (ExecutorService executor = Executors.newFixedThreadPool(24)) {
      List<Future<ApiClient.Answer>> answers = new ArrayList<>();
      for (int count = 0; count < 24; count++) {
        answers.add(executor.submit(() -> user.post(Uploads.ADDRESS, "image/png", body)));
      }
      for (Future<ApiClient.Answer> answer : answers) {
        if (answer.get().status() != 400) {
          assertTold(answer.get(), 429);
        }
      }
    }
    awaitTaken(user);
  }

  /** Over HTTP/2 the server would take bodies whole, before it knows whose they are. */
  @Test
  void any_wishForHttp2_isAnsweredOverHttp11(RunningSystem system) throws Exception {
    ApiClient anybody = system.anybody();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      for (int count = 0; count < 2; count++) {
        assertThat(
                http.send(
                        anybody.request("/log/checkpoint").build(),
                        HttpResponse.BodyHandlers.discarding())
                    .version())
            .isEqualTo(HttpClient.Version.HTTP_1_1);
      }
    }
  }

  /** Lets each of them send two pictures of the largest size, of which no byte or few come. */
  private static void hold(RunningSystem system, List<String> users, List<SlowSender> senders)
      throws Exception {
    List<ApiClient> holders = new ArrayList<>();
    for (String user : users) {
      String token = system.token(user);
      senders.add(new SlowSender(server(system), head(token), true));
      senders.add(new SlowSender(server(system), head(token), false));
      holders.add(system.bearing(token));
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(users.size())) {
      for (Future<?> held :
          holders.stream().map(user -> executor.submit(() -> awaitHeld(user))).toList()) {
        held.get();
      }
    }
  }

  private static URI server(RunningSystem system) {
    return URI.create(system.ports().portalUrl());
  }

  private static String head(String token) {
    return """
    POST %s HTTP/1.1
    Authorization: Bearer %s
    Content-Type: image/png
    Content-Length: %d
    """
        .formatted(Uploads.ADDRESS, token, LARGEST);
  }

  /** How many requests failed so far by a fault of the server's. */
  private static long faults(RunningSystem system) throws IOException {
    try (Stream<String> lines = Files.lines(system.installation().log("server"))) {
      return lines.filter(line -> line.contains("A request failed")).count();
    }
  }

  private static Void awaitHeld(ApiClient user) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    ApiClient.Answer answer = user.post(Uploads.ADDRESS, "image/png", noise(LARGEST));
    while (answer.status() == 400) {
      assertThat(Instant.now()).isBefore(deadline);
      answer = user.post(Uploads.ADDRESS, "image/png", noise(LARGEST));
    }
    assertTold(answer, 429);
    return null;
  }

  private static void assertTold(ApiClient.Answer answer, int status) throws Exception {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("retry-after")).isEqualTo("5");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
  }

  private static void awaitTaken(ApiClient user) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    int status = 0;
    while (status != 400) {
      assertThat(Instant.now()).as("last told " + status).isBefore(deadline);
      status = user.post(Uploads.ADDRESS, "image/png", noise(LARGEST)).status();
    }
  }

  /** No picture, so that it is read but not kept. */
  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(7).nextBytes(noise);
    return noise;
  }
}
