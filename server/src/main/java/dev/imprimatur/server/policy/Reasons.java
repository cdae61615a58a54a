package dev.imprimatur.server.policy;

import dev.imprimatur.server.http.FieldError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reasons that people give for their steps; they stand in the log. */
public final class Reasons {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 500;

  private Reasons() {}

  /** A note as it is kept. */
  public static String text(@Nullable String note) {
    return note == null ? "" : note.strip();
  }

  /** What is wrong with a note that must give a reason. */
  public static Optional<FieldError> missing(@Nullable String note) {
    return text(note).length() < SHORTEST || text(note).length() > LONGEST
        ? Optional.of(
            new FieldError(
                "note", "must say why in %d to %d characters".formatted(SHORTEST, LONGEST)))
        : Optional.empty();
  }

  /** What is wrong with a note that may be left out. */
  static Optional<FieldError> tooLong(@Nullable String note) {
    return text(note).length() > LONGEST
        ? Optional.of(new FieldError("note", "may have at most %d characters".formatted(LONGEST)))
        : Optional.empty();
  }
}
