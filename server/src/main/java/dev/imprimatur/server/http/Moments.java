package dev.imprimatur.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments in parameters. */
public final class Moments {
  private Moments() {}

  /**
   * Reads a moment; a day means its beginning in UTC.
   *
   * @param errors takes what is wrong with the text
   */
  public static Optional<Instant> parse(
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
