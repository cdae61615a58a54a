package dev.imprimatur.server.lab;

import dev.imprimatur.server.http.Problem;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** What comes of a step in the lab. */
sealed interface LabOutcome<T> {
  /** It was taken. */
  record Done<T>(T value) implements LabOutcome<T> {}

  /** There is nothing of that id. */
  record Unknown<T>(String what) implements LabOutcome<T> {}

  /**
   * It does not fit; nothing has changed.
   *
   * @param code for programs
   * @param reason for people
   */
  record Unfit<T>(String code, String reason) implements LabOutcome<T> {}

  /** The outcome as an answer. */
  static <T> Response answer(LabOutcome<T> outcome, Function<T, Response> done) {
    return switch (outcome) {
      case Done<T>(T value) -> done.apply(value);
      case Unknown<T>(String what) -> Problem.notFound(what).response();
      case Unfit<T>(String code, String reason) ->
          Problem.of(409, code, "This step does not fit", reason).response();
    };
  }
}
