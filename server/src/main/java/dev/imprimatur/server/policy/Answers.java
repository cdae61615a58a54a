package dev.imprimatur.server.policy;

import dev.imprimatur.server.http.Problem;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Outcomes as answers. */
final class Answers {
  private Answers() {}

  static <T> Response of(Outcome<T> outcome, Function<T, Response> done) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> done.apply(value);
      case Outcome.Unknown<T>(String what) -> Problem.notFound(what).response();
      case Outcome.Unfit<T>(String code, String reason) ->
          Problem.of(409, code, "This step does not fit", reason).response();
      case Outcome.Refused<T>(Judged why) -> Findings.problem(why).response();
    };
  }
}
