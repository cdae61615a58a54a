package dev.imprimatur.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Two transactions at once: the second begins when the first has done its work, and the first
 * commits when the second has ended or waits for it.
 *
 * @param <A> what the first answers
 * @param <B> what the second answers
 */
public record Overlap<A, B>(A first, B second) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Runs both; a failure of either is thrown as it is. */
  public static <A, B> Overlap<A, B> of(
      TestDatabase database, Function<Stores, A> first, Function<Stores, B> second)
      throws Exception {
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      var pending = new Pending<B>();
      A answer =
          database.inTransaction(stores -> {
            A done = first.apply(stores);
            pending.future = executor.submit(() -> database.inTransaction(second));
            awaitEndOrWait(database, pending.future);
            return done;
          });
      return new Overlap<>(answer, pending.future.get());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  private static void awaitEndOrWait(TestDatabase database, Future<?> other) {
    Instant deadline = Instant.now().plus(PATIENCE);
    try (Connection connection = database.owner();
        Statement statement = connection.createStatement()) {
      while (!other.isDone() && !waits(statement)) {
        if (Instant.now().isAfter(deadline)) {
          throw new AssertionError("the second transaction neither ends nor waits");
        }
        Thread.sleep(5);
      }
    } catch (SQLException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean waits(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock')")) {
      return row.next() && row.getBoolean(1);
    }
  }

  @SuppressWarnings("NullAway.Init") // Filled before it is read.
  private static final class Pending<B> {
    private Future<B> future;
  }
}
