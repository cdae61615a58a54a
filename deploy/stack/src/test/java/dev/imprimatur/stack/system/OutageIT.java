package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens when a part breaks down: nothing is lost, nothing is double. */
@ExtendWith(RunningSystem.class)
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void kill_workerWhileItDraws_pictureStillArrives(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String id = user.ask(Map.of("prompt", "a lighthouse", "steps", 50));
    user.awaitDrawing(id);
    ProcessHandle worker = system.process("worker-1");
    worker.destroyForcibly();
    worker.onExit().get();
    JsonNode generation = user.await(id);
    assertThat(generation.get("state").asText()).isEqualTo("RELEASED");
    assertThat(system.process("worker-1").pid()).isNotEqualTo(worker.pid());
    assertThat(entriesFor(system, id)).isEqualTo(1);
  }

  /** An order that breaks every worker is given up after three, and its owner is told. */
  @Test
  void kill_workerEachTimeItDraws_requestFailsClearly(RunningSystem system) throws Exception {
    ApiClient user = system.as("api-team");
    String id = user.ask(Map.of("prompt", "a very long train", "steps", 50, "count", 4));
    user.awaitDrawing(id);
    for (int worker = 0; worker < 3; worker++) {
      ProcessHandle drawing = awaitProgress(user, system, id);
      drawing.destroyForcibly();
      drawing.onExit().get();
    }
    JsonNode generation = user.await(id);
    assertThat(generation.get("state").asText()).isEqualTo("FAILED");
    assertThat(generation.get("failure").get("code").asText()).isEqualTo("worker_lost");
    assertThat(user.get(generation.get("receipt").asText()).status()).isEqualTo(200);
    awaitAcceptance(user);
  }

  /** Waits until some worker makes a step of this generation; that worker's process. */
  private static ProcessHandle awaitProgress(ApiClient user, RunningSystem system, String id)
      throws Exception {
    var stream =
        user.http()
            .send(
                user.request("/api/generations/" + id + "/events")
                    .header("Accept", "text/event-stream")
                    .build(),
                HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = stream.body()) {
      lines.filter(line -> line.equals("event: progress")).findFirst().orElseThrow();
    }
    return system.process("worker-1");
  }

  /** A worker that hangs is a worker that is away: new requests are told so within seconds. */
  @Test
  void freeze_worker_newRequestsAreToldAndOldOnesFinish(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String accepted = user.ask(Map.of("prompt", "a windmill", "steps", 30));
    user.awaitDrawing(accepted);
    system.signal("worker-1", "STOP");
    ApiClient.Answer refused;
    try {
      refused = awaitRefusal(user);
    } finally {
      system.signal("worker-1", "CONT");
    }
    assertThat(refused.json().get("detail").asText()).contains("No worker that can draw");
    assertThat(refused.header("retry-after")).isEqualTo("10");
    assertThat(user.await(accepted).get("state").asText()).isEqualTo("RELEASED");
    awaitAcceptance(user);
  }

  /** A broker that hangs: new requests are told so, those taken before are finished later. */
  @Test
  void freeze_broker_newRequestsAreToldAndOldOnesFinish(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String accepted = user.ask(Map.of("prompt", "a watermill", "steps", 20));
    system.signal("broker", "STOP");
    try {
      assertThat(awaitRefusal(user).header("retry-after")).isEqualTo("10");
    } finally {
      system.signal("broker", "CONT");
    }
    assertThat(user.await(accepted).get("state").asText()).isEqualTo("RELEASED");
    assertThat(entriesFor(system, accepted)).isEqualTo(1);
    awaitAcceptance(user);
  }

  @Test
  void kill_broker_acceptedRequestsFinish(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    var accepted = new ArrayList<String>();
    for (int count = 0; count < 3; count++) {
      accepted.add(user.ask(Map.of("prompt", "a boat " + count, "steps", 10)));
    }
    user.awaitDrawing(accepted.getFirst());
    ProcessHandle broker = system.process("broker");
    broker.destroyForcibly();
    broker.onExit().get();
    for (String id : accepted) {
      assertThat(user.await(id).get("state").asText()).isEqualTo("RELEASED");
      assertThat(entriesFor(system, id)).isEqualTo(1);
    }
    awaitAcceptance(user);
  }

  @Test
  void kill_database_isToldAs503AndNothingIsLost(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String accepted = user.ask(Map.of("prompt", "an old tree", "steps", 30));
    user.awaitDrawing(accepted);
    ProcessHandle database = system.process("postgresql");
    database.destroyForcibly();
    var statuses = new HashSet<Integer>();
    Instant end = Instant.now().plusSeconds(4);
    while (Instant.now().isBefore(end)) {
      ApiClient.Answer answer = user.get("/api/generations");
      statuses.add(answer.status());
      assertThat(answer.header("retry-after")).isEqualTo(answer.status() == 503 ? "10" : "");
      Thread.sleep(100);
    }
    assertThat(statuses).isSubsetOf(200, 503).contains(503);
    assertThat(user.await(accepted).get("state").asText()).isEqualTo("RELEASED");
  }

  @Test
  void kill_server_acceptedRequestsFinishOnce(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String accepted = user.ask(Map.of("prompt", "a stone bridge", "steps", 20));
    ProcessHandle server = system.process("server");
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
    server.onExit().get();
    awaitAnswers(system);
    assertThat(user.await(accepted).get("state").asText()).isEqualTo("RELEASED");
  }

  private static void awaitAnswers(RunningSystem system) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      try {
        if (system.anybody().get("/health/ready").status() == 200) {
          return;
        }
      } catch (IOException e) {
        // Nobody listens yet.
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("the server does not come back");
  }

  private static ApiClient.Answer awaitRefusal(ApiClient user) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      var answer =
          user.post("/api/generations", Map.of("model", "cartoon", "prompt", "a kite", "steps", 1));
      if (answer.status() == 503) {
        return answer;
      }
      assertThat(answer.status()).isIn(202, 429);
      Thread.sleep(1_500);
    }
    throw new IllegalStateException("requests are still accepted");
  }

  private static void awaitAcceptance(ApiClient user) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      var answer =
          user.post("/api/generations", Map.of("model", "cartoon", "prompt", "a kite", "steps", 1));
      if (answer.status() == 202) {
        assertThat(user.await(answer.json().get("id").asText()).get("state").asText())
            .isEqualTo("RELEASED");
        return;
      }
      Thread.sleep(500);
    }
    throw new IllegalStateException("requests are not accepted again");
  }

  /** How many of the caller's generations have this id in the officers' list. */
  private static long entriesFor(RunningSystem system, String id) throws Exception {
    JsonNode items =
        system.newcomer("auditor").get("/api/audit/generations?limit=100").json().get("items");
    long found = 0;
    for (JsonNode item : items) {
      found += item.get("id").asText().equals(id) ? 1 : 0;
    }
    return found;
  }
}
