package dev.imprimatur.worker.shelf;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the shelf every two seconds, on a thread of its own: hashing a checkpoint takes long.
 */
final class ShelfWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ShelfWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ScheduledExecutorService timer;

  private ShelfWatch(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  static ShelfWatch start(ModelShelf shelf) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("shelf").factory());
    var unused =
        timer.scheduleWithFixedDelay(
            () -> look(shelf), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return new ShelfWatch(timer);
  }

  /** A fault that nobody foresaw must not end the looking. */
  private static void look(ModelShelf shelf) {
    try {
      shelf.look();
    } catch (RuntimeException e) {
      log.error("The shelf of models cannot be looked at", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
