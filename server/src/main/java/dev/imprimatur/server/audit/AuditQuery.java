package dev.imprimatur.server.audit;

import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.generation.Filter;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.server.generation.ListQuery;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Moments;
import java.time.Instant;
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
    Optional<Instant> from = Moments.parse("from", parameters.from, errors);
    Optional<Instant> to = Moments.parse("to", parameters.to, errors);
    Optional<String> user = text(parameters.user);
    Optional<String> tenant = text(parameters.tenant);
    if (tenant.isPresent() && !Tenant.isId(tenant.get())) {
      errors.add(new FieldError("tenant", "must be " + Tenant.FORM));
    }
    if (!errors.isEmpty()) {
      return new Invalid(errors);
    }
    return new Valid(new Filter(Optional.empty(), user, tenant, states, from, to), after, limit);
  }

  private static Optional<String> text(@Nullable String parameter) {
    return Optional.ofNullable(parameter).map(String::strip).filter(text -> !text.isEmpty());
  }
}
