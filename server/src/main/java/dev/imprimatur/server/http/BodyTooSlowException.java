package dev.imprimatur.server.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body whose sender lets us wait. */
final class BodyTooSlowException extends BodyException {
  private static final long serialVersionUID = 1;

  BodyTooSlowException(@Nullable IOException cause) {
    super(cause);
  }

  @Override
  Problem problem() {
    return Problem.of(
        408,
        "too_slow",
        "The request came too slowly",
        "After %d seconds, a body must have come at %d KiB a second. Send it again."
            .formatted(BodyPace.GRACE.toSeconds(), BodyPace.BYTES_PER_SECOND / 1024));
  }
}
