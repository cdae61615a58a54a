package dev.imprimatur.server.explanation;

import dev.imprimatur.server.http.Problem;
import jakarta.ws.rs.core.Response;

/** Explanations as answers. */
public final class ExplanationAnswers {
  private static final int TOO_MANY = 429;

  private ExplanationAnswers() {}

  /** An explanation, or the request to come again. */
  public static Response of(Answered answered) {
    return switch (answered) {
      case Answered.Explained(var view) -> Response.ok(view).build();
      case Answered.Busy ignored ->
          Problem.of(
                  TOO_MANY,
                  "explaining",
                  "Others are being answered",
                  "Explanations are made a few at a time. Ask again in a moment.")
              .builder()
              .header("Retry-After", "2")
              .build();
    };
  }
}
