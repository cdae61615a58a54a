package dev.imprimatur.server.audit;

import dev.imprimatur.server.flow.Review;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.Problem;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads decisions on held pictures and answers them. */
final class ReviewAnswers {
  private static final int CONFLICT = 409;
  private static final int FORBIDDEN = 403;
  private static final int UNPROCESSABLE = 422;

  private ReviewAnswers() {}

  static List<FieldError> defects(@Nullable ReviewBody body) {
    var errors = new ArrayList<FieldError>();
    if (body == null || body.released() == null || body.released().contains(null)) {
      errors.add(
          new FieldError(
              "released",
              "must list the indexes of the pictures to release; [] withholds all of them"));
    }
    if (body == null || !AuditReason.suffices(AuditReason.text(body.reason()))) {
      errors.add(AuditReason.error("you decide so"));
    }
    return errors;
  }

  static Set<Integer> indexes(ReviewBody body) {
    List<@Nullable Integer> released = Objects.requireNonNull(body.released());
    return released.stream().map(Objects::requireNonNull).collect(Collectors.toSet());
  }

  static Response of(String id, Review review) {
    return switch (review) {
      case Review.Decided(var state) ->
          Response.ok(
                  Json.MAPPER
                      .createObjectNode()
                      .put("state", state.name())
                      .put("generation", "/api/audit/generations/" + id))
              .build();
      case Review.Unknown ignored -> Problem.notFound("generation").response();
      case Review.NotHeld(var state) ->
          Problem.of(
                  CONFLICT,
                  "not_in_review",
                  "Nothing to decide",
                  "The request is %s; only one that is IN_REVIEW waits for a decision."
                      .formatted(state))
              .response();
      case Review.OwnPictures ignored ->
          Problem.of(
                  FORBIDDEN,
                  "own_pictures",
                  "Somebody else must decide",
                  "You asked for these pictures yourself, so another officer must look at them.")
              .response();
      case Review.NoSuchPicture(int index) ->
          Problem.of(
                  UNPROCESSABLE,
                  "no_such_picture",
                  "No such picture",
                  "Picture %d is not among those that wait for a decision.".formatted(index))
              .response();
    };
  }
}
