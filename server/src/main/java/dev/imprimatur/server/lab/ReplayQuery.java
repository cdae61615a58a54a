package dev.imprimatur.server.lab;

import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.policy.Reasons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are to be decided again.
 *
 * @param since from when on
 * @param limit how many at most
 * @param reason why, for the log
 */
record ReplayQuery(Instant since, int limit, String reason) {
  private static final int USUAL_LIMIT = 10_000;
  private static final int MOST = 100_000;
  private static final Duration FURTHEST = Duration.ofDays(3_660);

  /** What is wrong with a body. */
  static List<FieldError> defects(@Nullable ReplayBody body, Instant now) {
    var errors = new ArrayList<FieldError>();
    @Nullable Instant since = body == null ? null : body.since();
    if (since == null || since.isAfter(now) || since.isBefore(now.minus(FURTHEST))) {
      errors.add(
          new FieldError("since", "must be a time in the past, for example 2026-07-01T00:00:00Z"));
    }
    @Nullable Integer limit = body == null ? null : body.limit();
    if (limit != null && (limit < 1 || limit > MOST)) {
      errors.add(new FieldError("limit", "must be 1 to " + MOST));
    }
    Reasons.missing(body == null ? null : body.note()).ifPresent(errors::add);
    return errors;
  }

  /** A body without defects. */
  static ReplayQuery of(ReplayBody body) {
    return new ReplayQuery(
        Objects.requireNonNull(body.since()),
        body.limit() == null ? USUAL_LIMIT : body.limit(),
        Reasons.text(body.note()));
  }

  static FieldError unknownDifference() {
    return new FieldError(
        "difference",
        "must be one of "
            + Arrays.stream(Difference.values())
                .map(Difference::id)
                .collect(Collectors.joining(", ")));
  }

  /**
   * A run as it is asked for.
   *
   * @param bundle the id of the bundle that is to decide
   * @param since from when on requests are read
   * @param limit how many at most; 10,000 if null
   * @param note why
   */
  public record ReplayBody(
      @Nullable String bundle,
      @Nullable Instant since,
      @Nullable Integer limit,
      @Nullable String note) {}
}
