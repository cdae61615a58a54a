package dev.imprimatur.stack.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * From when on.
 *
 * @param text {@code 30d}, {@code 12h} or {@code 45m} before now, a day or a time
 */
record Since(String text) {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,5})([dhm])");

  Since {
    if (!AGO.matcher(text).matches()) {
      moment(text);
    }
  }

  /** The moment, as seen from another. */
  Instant before(Instant now) {
    Matcher ago = AGO.matcher(text);
    if (!ago.matches()) {
      return moment(text);
    }
    long count = Long.parseLong(ago.group(1));
    return now.minus(
        switch (ago.group(2)) {
          case "d" -> Duration.ofDays(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofMinutes(count);
        });
  }

  private static Instant moment(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /** Reads it on a command line. */
  static final class Converter implements ITypeConverter<Since> {
    @Override
    public Since convert(String text) {
      try {
        return new Since(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s' is neither 30d, 12h or 45m nor a time such as 2026-07-01 or 2026-07-01T10:00:00Z"
                .formatted(text));
      }
    }
  }
}
