package dev.imprimatur.server.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast a body must come: so many bytes a second from its beginning, a grace apart. So nobody
 * holds a thread and memory for as long as they like, a byte at a time.
 */
final class BodyPace {
  static final Duration GRACE = Duration.ofSeconds(20);
  static final int BYTES_PER_SECOND = 64 * 1024;

  private final LongSupplier nanoseconds;
  private final long begun;

  /**
   * @param nanoseconds a clock as {@link System#nanoTime}
   */
  BodyPace(LongSupplier nanoseconds) {
    this.nanoseconds = nanoseconds;
    this.begun = nanoseconds.getAsLong();
  }

  /** Whether so many bytes should have come earlier. */
  boolean isLate(long bytes) {
    long allowed = GRACE.toNanos() + bytes * Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND;
    return nanoseconds.getAsLong() - begun > allowed;
  }
}
