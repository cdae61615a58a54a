package dev.imprimatur.server.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes problems where no JAX-RS resource answers: in filters and for the container. */
public final class ProblemPage {
  private ProblemPage() {}

  /**
   * Answers with a problem, in the shape that clients of the address expect.
   *
   * @param address the path that was asked for
   */
  public static void write(Problem problem, String address, HttpServletResponse response)
      throws IOException {
    boolean openAi = address.startsWith("/v1/");
    response.setStatus(problem.status());
    if (RetryAfter.asksAgain(problem.status())
        && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfter.SECONDS);
    }
    response.setContentType(openAi ? "application/json" : Problem.MEDIA_TYPE);
    String json = openAi ? OpenAiError.of(problem).json() : problem.json();
    response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
  }
}
