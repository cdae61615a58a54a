package dev.imprimatur.server.licencereport;

import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which report is wanted. */
sealed interface ReportQuery {
  /** How long a reason is at least and at most, in characters. */
  int SHORTEST = 5;

  int LONGEST = 500;

  /** All parameters are well-formed. */
  record Valid(Instant from, Instant to, ReportFormat format, String reason)
      implements ReportQuery {}

  /** These are not. */
  record Invalid(List<FieldError> errors) implements ReportQuery {}

  static ReportQuery parse(
      @Nullable String from,
      @Nullable String to,
      @Nullable String format,
      @Nullable String reason) {
    var errors = new ArrayList<FieldError>();
    Optional<Instant> begin = Moments.parse("from", from, errors);
    Optional<Instant> end = Moments.parse("to", to, errors);
    if (errors.isEmpty() && (begin.isEmpty() || end.isEmpty() || !end.get().isAfter(begin.get()))) {
      errors.add(new FieldError("to", "must be there and after from"));
    }
    Optional<ReportFormat> known = ReportFormat.of(Objects.requireNonNullElse(format, "json"));
    if (known.isEmpty()) {
      errors.add(new FieldError("format", "must be csv, json or pdf"));
    }
    String given = Objects.requireNonNullElse(reason, "").strip();
    if (given.length() < SHORTEST || given.length() > LONGEST) {
      errors.add(
          new FieldError(
              "reason",
              "must say in %d to %d characters what the report is needed for"
                  .formatted(SHORTEST, LONGEST)));
    }
    return errors.isEmpty()
        ? new Valid(begin.orElseThrow(), end.orElseThrow(), known.orElseThrow(), given)
        : new Invalid(errors);
  }
}
