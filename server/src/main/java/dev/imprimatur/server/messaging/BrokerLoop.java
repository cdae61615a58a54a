package dev.imprimatur.server.messaging;

import dev.imprimatur.server.persistence.DatabaseUnavailableException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one task connected to the broker: when the connection breaks it makes a new one. The
 * client's own reconnecting is off, because it gives up after quick restarts of the broker.
 */
final class BrokerLoop implements Runnable, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BrokerLoop.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String name;
  private final ConnectionFactory broker;
  private final Task task;
  private volatile boolean stopping;
  private volatile boolean connected;
  private volatile @Nullable Connection current;

  /** What is done on a connection; it returns only by an exception. */
  interface Task {
    void run(Connection connection) throws JMSException, InterruptedException;
  }

  BrokerLoop(String name, ConnectionFactory broker, Task task) {
    this.name = name;
    this.broker = broker;
    this.task = task;
  }

  /** Whether the task has a connection now. */
  boolean isConnected() {
    return connected;
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        runOnce();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void runOnce() throws InterruptedException {
    try (Connection connection = broker.createConnection()) {
      current = connection;
      connection.start();
      connected = true;
      task.run(connection);
    } catch (JMSException e) {
      report(e);
    } catch (DatabaseUnavailableException e) {
      report(e);
    } catch (RuntimeException e) {
      // Nothing was acknowledged, so the message comes again.
      log.error("{} failed and starts again", name, e);
    } finally {
      connected = false;
    }
    if (!stopping) {
      Thread.sleep(PAUSE);
    }
  }

  private void report(Exception failure) {
    if (!stopping) {
      log.warn("{} is interrupted, trying again: {}", name, failure.getMessage());
    }
  }

  @Override
  public void close() {
    stopping = true;
    Connection connection = current;
    if (connection != null) {
      try {
        connection.close();
      } catch (JMSException e) {
        log.debug("The connection was already gone", e);
      }
    }
  }
}
