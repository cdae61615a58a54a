package dev.imprimatur.stack.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** Waits until a child process can do its work, and no longer than it lives. */
public final class Readiness {
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final int LINES = 15;

  private Readiness() {}

  /** Tells whether it is so yet. */
  public interface Check {
    boolean holds() throws IOException, InterruptedException, PartFailedException;
  }

  /**
   * Waits.
   *
   * @throws PartFailedException with the end of its log, if the process ends or takes too long
   */
  public static void await(String name, ChildProcess child, Duration patience, Check check)
      throws IOException, InterruptedException, PartFailedException {
    Instant deadline = Instant.now().plus(patience);
    while (!check.holds()) {
      if (!child.isAlive()) {
        throw new PartFailedException(
            name + " ended while starting. Its log ends with:\n" + child.lastLines(LINES));
      }
      if (Instant.now().isAfter(deadline)) {
        child.stop(Duration.ofSeconds(5));
        throw new PartFailedException(
            "%s was not ready after %d s. Its log ends with:%n%s"
                .formatted(name, patience.toSeconds(), child.lastLines(LINES)));
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Whether an address answers with 200. */
  public static boolean answers(String url) throws InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
