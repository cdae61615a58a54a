package dev.imprimatur.db.generation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page ends: the next one begins after this row, whatever is added meanwhile.
 *
 * @param createdAt of the last row
 * @param id of the last row
 */
public record Cursor(Instant createdAt, UUID id) {
  /** As text for a client, who should not read it. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((createdAt + " " + id).getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads the text; nothing when it is not a cursor's. */
  public static Optional<Cursor> parse(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
      return parts.length == 2
          ? Optional.of(new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1])))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
