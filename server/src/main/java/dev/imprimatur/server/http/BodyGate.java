package dev.imprimatur.server.http;

import dev.imprimatur.server.room.Room;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Lets only so many large bodies into the memory at once, before any of them is read. It stands
 * behind the filter that asks for permissions, so that nobody else takes room.
 *
 * <p>All that reads a body does so before the call returns, also where the answer comes later.
 */
public class BodyGate implements Filter {
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final int MOST_WAITING = 16;

  /** The least that a body counts, in bytes, so that the number of bodies has a bound as well. */
  private static final int SMALLEST = BodyLimit.MAXIMUM;

  /** Three users who send the largest forms, very slowly, leave no room to others for a while. */
  private final Room room =
      new Room(
          3 * BodyLimit.MAXIMUM_FORM, BodyLimit.MAXIMUM_FORM, MOST_WAITING, Duration.ofSeconds(5));

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var asked = (HttpServletRequest) request;
    int most = BodyLimit.most(asked.getContentType());
    if (most <= BodyLimit.MAXIMUM || asked.getContentLengthLong() == 0) {
      chain.doFilter(request, response);
      return;
    }
    long announced = asked.getContentLengthLong();
    int weight = announced < 0 ? most : Math.clamp(announced, SMALLEST, most);
    switch (enter(asked, weight)) {
      case Room.Entry.Granted granted -> {
        try (granted) {
          chain.doFilter(request, response);
        }
      }
      case Room.Entry.OwnTaken ignored ->
          turnAway(
              Problem.of(
                  429,
                  "too_many_requests",
                  "Too much at once",
                  "Your other files are still on their way. Send fewer at once."),
              asked,
              response);
      case Room.Entry.AllTaken ignored ->
          turnAway(
              Problem.unavailable("Too many files are on their way. Try again in a moment."),
              asked,
              response);
    }
  }

  private Room.Entry enter(HttpServletRequest request, int weight) throws ServletException {
    try {
      return room.enter(user(request.getUserPrincipal()), weight);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServletException(e);
    }
  }

  private static String user(Principal caller) {
    return caller instanceof JsonWebToken token ? token.getSubject() : caller.getName();
  }

  private static void turnAway(
      Problem problem, HttpServletRequest request, ServletResponse response) throws IOException {
    var answer = (HttpServletResponse) response;
    answer.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    ProblemPage.write(problem, request.getRequestURI(), answer);
  }
}
