package dev.imprimatur.server.audit;

import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.generation.Filter;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.server.generation.ListQuery;
import dev.imprimatur.server.http.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests an officer wants listed. */
sealed interface AuditQuery {
  /** All parameters are well-formed. */
  record Valid(Filter filter, Optional<Cursor> after, int limit) implements AuditQuery {}

  /** These are not. */
  record Invalid(List<FieldError> errors) implements AuditQuery {}

  static AuditQuery parse(AuditParameters parameters) {
    var errors = new ArrayList<FieldError>();
    Optional<Cursor> after = Optional.empty();
    int limit = ListQuery.DEFAULT_LIMIT;
    Set<GenerationState> states = Set.of();
    switch (ListQuery.parse(parameters.cursor, parameters.limit, parameters.states)) {
      case ListQuery.Valid valid -> {
        after = valid.after();
        limit = valid.limit();
        states = valid.states();
      }
      case ListQuery.Invalid invalid -> errors.addAll(invalid.errors());
    }
    Optional<Instant> from = time("from", parameters.from, errors);
    Optional<Instant> to = time("to", parameters.to, errors);
    Optional<String> user =
        Optional.ofNullable(parameters.user).map(String::strip).filter(text -> !text.isEmpty());
    if (!errors.isEmpty()) {
      return new Invalid(errors);
    }
    return new Valid(new Filter(Optional.empty(), user, states, from, to), after, limit);
  }

  /** A day means its beginning in UTC. */
  private static Optional<Instant> time(
      String field, @Nullable String text, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      errors.add(
          new FieldError(field, "must be a date such as 2026-01-31 or 2026-01-31T12:00:00Z"));
      return Optional.empty();
    }
  }
}
