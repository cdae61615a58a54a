package dev.imprimatur.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The story of a request, as its caller lives it: ask, again while the system is busy or a part of
 * it is away, follow, and learn how it ended.
 */
public final class PictureRequest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Set<String> OPEN = Set.of("QUEUED", "DRAWING");
  private static final int BUSY = 429;
  private static final int AWAY = 503;

  private final Gateway gateway;
  private final Consumer<String> console;

  /**
   * A request that was not made yet.
   *
   * @param console is told what is waited for
   */
  public PictureRequest(Gateway gateway, Consumer<String> console) {
    this.gateway = gateway;
    this.console = console;
  }

  /** What happened to the request. */
  public sealed interface Outcome {
    /**
     * It was taken in and has come to its end.
     *
     * @param generation as the API shows it, with its state
     */
    record Ended(JsonNode generation) implements Outcome {}

    /** Policy refused it, which is recorded. */
    record Denied(JsonNode problem) implements Outcome {}

    /**
     * The model's licence must be accepted first.
     *
     * @param address of the licence in the API
     */
    record LicenceNeeded(String address) implements Outcome {}

    /** It was not taken in for another reason, and nothing is recorded. */
    record NotTaken(Answer answer) implements Outcome {}
  }

  /** Told of each step of the drawing. */
  public interface StepListener {
    void step(int image, int step, int steps);
  }

  /** Tells the id of a request that was taken in. */
  public interface TakenListener {
    void taken(String id);
  }

  /** Asks for pictures and waits for the end. */
  public Outcome make(ObjectNode body, TakenListener taken, StepListener steps)
      throws IOException, InterruptedException {
    Answer answer = ask(body);
    if (answer.status() != 202) {
      return outcome(answer);
    }
    String id = answer.json().path("id").asText();
    taken.taken(id);
    return new Outcome.Ended(await("/api/generations/" + id, steps));
  }

  private Answer ask(ObjectNode body) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    String told = "";
    while (true) {
      Answer answer = gateway.post("/api/generations", body);
      boolean later = answer.status() == BUSY || answer.status() == AWAY;
      if (!later || Instant.now().isAfter(deadline)) {
        return answer;
      }
      if (!told.equals(answer.detail())) {
        told = answer.detail();
        console.accept("Waiting: " + told);
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Outcome outcome(Answer answer) {
    if (answer.code().equals("licence_not_accepted")) {
      return new Outcome.LicenceNeeded(answer.json().path("licence").asText());
    }
    return answer.json().has("generation")
        ? new Outcome.Denied(answer.json())
        : new Outcome.NotTaken(answer);
  }

  /** Streams break, and servers are started anew: what the request has come to is read again. */
  private JsonNode await(String address, StepListener steps)
      throws IOException, InterruptedException {
    Instant heard = Instant.now();
    while (true) {
      try {
        gateway.follow(address + "/events", event -> pass(event, steps));
        Answer answer = gateway.get(address);
        if (answer.status() == 200 && !OPEN.contains(answer.json().path("state").asText())) {
          return answer.json();
        }
        heard = Instant.now();
      } catch (IOException e) {
        if (Instant.now().isAfter(heard.plus(PATIENCE))) {
          throw e;
        }
        console.accept("Waiting: the server cannot be reached");
      }
      Thread.sleep(PAUSE);
    }
  }

  private static void pass(JsonNode event, StepListener steps) {
    if (event.has("step")) {
      steps.step(
          event.path("imageIndex").asInt(),
          event.path("step").asInt(),
          event.path("steps").asInt());
    }
  }
}
