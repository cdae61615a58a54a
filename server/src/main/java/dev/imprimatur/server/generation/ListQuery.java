package dev.imprimatur.server.generation;

import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.server.http.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which part of a list is wanted. */
public sealed interface ListQuery {
  /** How many entries a page has unless told. */
  int DEFAULT_LIMIT = 20;

  /** How many entries a page may have. */
  int MAXIMUM_LIMIT = 100;

  /**
   * Every parameter is well-formed.
   *
   * @param after where the page before ended
   * @param limit 1 to {@value MAXIMUM_LIMIT}
   * @param states all if empty
   */
  record Valid(Optional<Cursor> after, int limit, Set<GenerationState> states)
      implements ListQuery {
    public Valid {
      states = Set.copyOf(states);
    }
  }

  /** These parameters are wrong. */
  record Invalid(List<FieldError> errors) implements ListQuery {}

  /** Reads the query's parameters. */
  static ListQuery parse(@Nullable String cursor, @Nullable String limit, List<String> stateNames) {
    var errors = new ArrayList<FieldError>();
    Optional<Cursor> after = Optional.ofNullable(cursor).flatMap(Cursor::parse);
    if (cursor != null && after.isEmpty()) {
      errors.add(new FieldError("cursor", "must be the nextCursor of an earlier page"));
    }
    int size =
        limit == null ? DEFAULT_LIMIT : limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
    if (size < 1 || size > MAXIMUM_LIMIT) {
      errors.add(new FieldError("limit", "must be from 1 to " + MAXIMUM_LIMIT));
    }
    Set<GenerationState> states = states(stateNames, errors);
    return errors.isEmpty() ? new Valid(after, size, states) : new Invalid(errors);
  }

  private static Set<GenerationState> states(List<String> names, List<FieldError> errors) {
    var states = EnumSet.noneOf(GenerationState.class);
    for (String name : names) {
      Optional<GenerationState> state =
          Arrays.stream(GenerationState.values())
              .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
              .findFirst();
      state.ifPresent(states::add);
      if (state.isEmpty()) {
        errors.add(
            new FieldError(
                "state",
                "must be one of "
                    + Arrays.stream(GenerationState.values())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))));
      }
    }
    return states;
  }
}
