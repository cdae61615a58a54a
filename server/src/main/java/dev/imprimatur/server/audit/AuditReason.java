package dev.imprimatur.server.audit;

import dev.imprimatur.server.http.FieldError;
import org.jspecify.annotations.Nullable;

/** What officers must say before they look or decide. */
final class AuditReason {
  private static final int MINIMUM = 5;
  private static final int MAXIMUM = 500;

  private AuditReason() {}

  static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }

  static boolean suffices(String reason) {
    return reason.length() >= MINIMUM && reason.length() <= MAXIMUM;
  }

  static FieldError error(String what) {
    return new FieldError(
        "reason", "must say in %d to %d characters why %s".formatted(MINIMUM, MAXIMUM, what));
  }
}
