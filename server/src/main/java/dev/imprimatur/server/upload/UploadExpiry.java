package dev.imprimatur.server.upload;

import dev.imprimatur.db.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has expired, every hour. */
public final class UploadExpiry implements Runnable, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UploadExpiry.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  public UploadExpiry(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      do {
        remove();
      } while (!closed.await(PAUSE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Removes what has expired by now; how many. */
  int remove() {
    try {
      int removed =
          database.inTransaction(stores -> stores.uploads().removeExpired(clock.instant()));
      if (removed > 0) {
        log.info("{} pictures that were brought have expired and are removed", removed);
      }
      return removed;
    } catch (RuntimeException e) {
      log.warn("Pictures that have expired are not removed yet: {}", e.toString());
      return 0;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
