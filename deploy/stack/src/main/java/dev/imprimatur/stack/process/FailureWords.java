package dev.imprimatur.stack.process;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What to tell somebody of a failure. */
public final class FailureWords {
  private FailureWords() {}

  /** The exceptions of files name the file, and only by their own names what is the matter. */
  public static String of(Exception failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "There is no permission for " + denied.getMessage();
      case NoSuchFileException missing -> "There is no " + missing.getMessage();
      default -> Objects.toString(failure.getMessage(), failure.toString());
    };
  }
}
