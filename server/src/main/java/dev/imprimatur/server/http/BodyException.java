package dev.imprimatur.server.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body that cannot be read to its end. */
abstract sealed class BodyException extends IOException
    permits BodyTooLargeException, BodyTooSlowException, BodyBrokenException {
  private static final long serialVersionUID = 1;

  BodyException(@Nullable IOException cause) {
    super(cause);
  }

  /** What its sender is told. */
  abstract Problem problem();
}
