package dev.imprimatur.server.messaging;

import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.flow.GenerationDetail.Failure;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.flow.GenerationListener;
import dev.imprimatur.server.generation.ProgressFeed;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that speaks with the broker, and the watch over orders that nobody took. */
public final class Messaging implements GenerationListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Messaging.class);
  private static final Duration WATCH = Duration.ofSeconds(10);
  private static final int OVERDUE = 50;

  /**
   * No reconnecting of the client's own, a broken connection noticed within seconds, and only one
   * message at a time on its way to us.
   */
  private static final String OPTIONS =
      "reconnectAttempts=0&callTimeout=5000&connectionTTL=10000&clientFailureCheckPeriod=3000"
          + "&consumerWindowSize=0";

  private final Database database;
  private final Clock clock;
  private final ProgressFeed feed;
  private final OrderSender sender;
  private final BrokerLoop sending;
  private final Workforce workforce;
  private final ConnectionFactory broker;
  private volatile List<BrokerLoop> reading = List.of();
  private volatile boolean stopping;

  /** Messaging that has not started. */
  public Messaging(
      ServerConfiguration configuration,
      Database database,
      MessageSigner signer,
      ProgressFeed feed,
      Clock clock) {
    this.database = database;
    this.clock = clock;
    this.feed = feed;
    String url = configuration.brokerUrl();
    this.broker =
        new ActiveMQConnectionFactory(
            url + (url.contains("?") ? "&" : "?") + OPTIONS,
            configuration.brokerUser(),
            configuration.brokerPassword());
    this.sender = new OrderSender(database, signer, clock);
    this.sending = new BrokerLoop("Sending orders", broker, sender);
    this.workforce = new Workforce(sending::isConnected, clock);
  }

  /** The workers that are there. */
  public Workforce workforce() {
    return workforce;
  }

  /**
   * Starts to send and to listen.
   *
   * @param executor runs long tasks, each with the container's context
   */
  public void start(
      ExecutorService executor,
      MessageVerifier workers,
      MessageVerifier ourselves,
      GenerationFlow flow) {
    var inbox = new Inbox(workers, ourselves, flow, database, feed, workforce);
    reading =
        List.of(
            new BrokerLoop(
                "Reading results",
                broker,
                QueueReader.ofQueue(Destinations.RESULTS, inbox::result)),
            new BrokerLoop(
                "Reading progress",
                broker,
                QueueReader.ofTopic(Destinations.PROGRESS, inbox::progress)),
            new BrokerLoop(
                "Reading heartbeats",
                broker,
                QueueReader.ofTopic(Destinations.HEARTBEATS, inbox::heartbeat)),
            new BrokerLoop(
                "Reading dead orders",
                broker,
                QueueReader.ofQueue(Destinations.DEAD_ORDERS, inbox::deadOrder)),
            new BrokerLoop(
                "Reading dead results",
                broker,
                QueueReader.ofQueue(Destinations.DEAD_RESULTS, inbox::deadResult)));
    executor.execute(sending);
    reading.forEach(executor::execute);
    executor.execute(() -> watch(flow));
  }

  @Override
  public void moved(UUID id, GenerationState state) {
    if (state == GenerationState.QUEUED) {
      sender.wake();
    }
    if (state == GenerationState.CANCELLED) {
      sender.cancel(id);
    }
    feed.moved(id, state);
  }

  private void watch(GenerationFlow flow) {
    while (!stopping) {
      try {
        Thread.sleep(WATCH);
        List<UUID> overdue =
            database.inTransaction(stores -> stores.outbox().overdue(clock.instant(), OVERDUE));
        overdue.forEach(id ->
            flow.fail(
                id, new Failure("expired", "No worker was free for too long. Please ask again.")));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("Overdue orders cannot be looked for: {}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    sending.close();
    reading.forEach(BrokerLoop::close);
  }
}
