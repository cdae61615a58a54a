package dev.imprimatur.stack.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells of a drawing's steps, a line now and then and one at each picture's end. */
final class StepLines {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final int count;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  StepLines(PrintWriter out, int count, InstantSource clock) {
    this.out = out;
    this.count = count;
    this.clock = clock;
  }

  void step(int image, int step, int steps) {
    Instant now = clock.instant();
    if (now.isBefore(next) && step < steps) {
      return;
    }
    next = now.plus(INTERVAL);
    String which = count == 1 ? "" : " picture %d of %d".formatted(image + 1, count);
    out.printf("Drawing%s: step %d of %d%n", which, step, steps);
    out.flush();
  }
}
