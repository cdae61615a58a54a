package dev.imprimatur.db.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final Login OWNER = new Login("postgres", "postgres");
  private static final Login SERVER = new Login("imprimatur_server", "test");

  /** After an outage the database is prepared anew while the server already works with it. */
  @Test
  void migrate_serverAtWork_neverLacksItsRights() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
      Schema.migrate(url, OWNER, SERVER);
      var done = new AtomicBoolean();
      var working = new CountDownLatch(1);
      Future<Integer> work = executor.submit(() -> work(url, working, done));
      working.await();
      for (int count = 0; count < 20; count++) {
        Schema.migrate(url, OWNER, SERVER);
      }
      done.set(true);
      assertThat(work.get()).isPositive();
    }
  }

  /** Uses the rights until told to stop; how often it did. */
  private static int work(String url, CountDownLatch working, AtomicBoolean done)
      throws SQLException {
    int count = 0;
    try (Connection connection =
            DriverManager.getConnection(url, SERVER.user(), SERVER.password());
        Statement statement = connection.createStatement()) {
      while (!done.get()) {
        statement.executeQuery("select size from log_head").close();
        statement.executeUpdate("insert into outbox select * from outbox where false");
        count++;
        working.countDown();
      }
    } finally {
      working.countDown();
    }
    return count;
  }
}
