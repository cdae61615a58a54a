package dev.imprimatur.stack.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells now and then how many pictures are read, and how long the rest is likely to take. */
final class SurveyProgress {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Lines lines;
  private final int total;
  private final InstantSource clock;
  private final Instant begun;
  private Instant next;
  private int before;

  SurveyProgress(Lines lines, int total, InstantSource clock) {
    this.lines = lines;
    this.total = total;
    this.clock = clock;
    this.begun = clock.instant();
    this.next = begun;
  }

  /** So many pictures are read; what was read before this command began comes first. */
  void read(int pictures) {
    Instant now = clock.instant();
    if (next.equals(begun)) {
      before = pictures;
      next = now.plus(INTERVAL);
      if (pictures > 0) {
        lines.say("%d of them are read already.".formatted(pictures));
      }
    } else if (!now.isBefore(next) && pictures > before) {
      next = now.plus(INTERVAL);
      long each = Duration.between(begun, now).toMillis() / (pictures - before);
      lines.say(
          "%d of %d pictures, about %s left"
              .formatted(pictures, total, words(Duration.ofMillis(each * (total - pictures)))));
    }
  }

  private static String words(Duration left) {
    return left.toSeconds() < 90
        ? left.toSeconds() + " seconds"
        : Math.ceilDiv(left.toSeconds(), 60) + " minutes";
  }
}
