package dev.imprimatur.policy.defect;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Something that keeps a bundle from being used.
 *
 * @param file its name in the bundle; a folder's name ends in a slash
 * @param line counted from 1, where the reason has one
 * @param reason for people
 */
public record Defect(String file, OptionalInt line, String reason) {
  public Defect {
    if (file.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a defect needs a file and a reason");
    }
  }

  /** A defect of a whole file. */
  public static Defect of(String file, String reason) {
    return new Defect(file, OptionalInt.empty(), reason);
  }

  /** A defect of a whole file, which this failure tells of. */
  public static Defect of(String file, Exception failure) {
    return of(file, Objects.toString(failure.getMessage(), failure.toString()));
  }

  /** A defect in one line, counted from 1. */
  public static Defect at(String file, int line, String reason) {
    return new Defect(file, OptionalInt.of(line), reason);
  }

  /** File, line and reason in one sentence. */
  @Override
  public String toString() {
    return file + (line.isPresent() ? ", line " + line.getAsInt() : "") + ": " + reason;
  }
}
