package dev.imprimatur.stack.process;

import java.time.Duration;

/**
 * How long to wait before a part that ended is started again: one second, and twice as long each
 * time it ends soon after, up to half a minute. A part that ran well for a minute begins afresh.
 */
public final class RestartPolicy {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(30);
  static final Duration WELL = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /**
   * The pause before the next start.
   *
   * @param ran how long the part was ready before it ended; zero if it never was
   */
  public Duration pauseAfter(Duration ran) {
    if (ran.compareTo(WELL) >= 0) {
      next = FIRST;
    }
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return pause;
  }
}
