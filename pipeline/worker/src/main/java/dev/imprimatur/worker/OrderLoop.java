package dev.imprimatur.worker;

import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.Heartbeat;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.worker.Gathering.Taken;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's life: connect, take what waits and fits together, draw it, and answer each order while
 * the next ones are drawn; when the connection breaks, build a new one. The client's own
 * reconnecting is switched off, because it ended workers after quick restarts of the broker.
 *
 * <p>An order is remembered as finished only after its result was committed. If the process dies
 * between the two, the broker still holds the order or already holds the result, and a second
 * result is ignored by the server. So it is where an order comes again before that: it may be the
 * only one that is left, and is not dropped.
 */
final class OrderLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OrderLoop.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ConnectionFactory broker;
  private final MessageSigner signer;
  private final MessageVerifier server;
  private final OrderDesk desk;
  private final Cancellations cancellations;
  private final Supplier<Heartbeat> heartbeat;
  private final int samples;

  private volatile boolean stopping;
  private volatile @Nullable Connection current;

  /**
   * A loop that has not started.
   *
   * @param broker makes connections with the worker's credentials
   * @param signer signs results, progress and heartbeats
   * @param server trusts the server's key alone
   * @param desk says what to answer
   * @param cancellations is fed from the server's topic
   * @param heartbeat what to say every two seconds
   * @param samples that a pass holds: as many orders are drawn together, if they wait
   */
  OrderLoop(
      ConnectionFactory broker,
      MessageSigner signer,
      MessageVerifier server,
      OrderDesk desk,
      Cancellations cancellations,
      Supplier<Heartbeat> heartbeat,
      int samples) {
    this.broker = broker;
    this.signer = signer;
    this.server = server;
    this.desk = desk;
    this.cancellations = cancellations;
    this.heartbeat = heartbeat;
    this.samples = samples;
  }

  /** Runs until {@link #close} is called or the thread is interrupted. */
  void run() {
    while (!stopping) {
      try (Connection connection = broker.createConnection()) {
        current = connection;
        serve(connection);
      } catch (JMSException | JMSRuntimeException e) {
        if (!stopping) {
          log.warn("The broker cannot be reached, trying again: {}", e.getMessage());
        }
      }
      if (!stopping && interruptedIn(PAUSE)) {
        return;
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    disconnect();
  }

  private void disconnect() {
    try (Connection connection = current) {
      if (connection != null) {
        // Closing gives back the orders in hand one by one, which must not go to the other hands.
        connection.stop();
      }
    } catch (JMSException e) {
      log.debug("The connection was already gone", e);
    }
  }

  private void serve(Connection connection) throws JMSException {
    int orders = Math.max(1, samples / 2);
    BrokerSession session = BrokerSession.open(connection, signer, 2 * orders);
    BrokerSession.listen(connection, server, cancellations);
    connection.start();
    Heartbeats beating = Heartbeats.start(connection, signer, heartbeat);
    try (beating) {
      log.info("Worker {} is ready for orders", heartbeat.get().worker());
      serve(session, new Gathering(session.hands(), desk, samples));
    }
  }

  private void serve(BrokerSession session, Gathering gathering) throws JMSException {
    // Whoever waits for an order must learn that another cannot be answered.
    var delivery = new Delivery(this::disconnect);
    try {
      while (!stopping) {
        delivery.handOver(drawn(session, gathering));
      }
    } finally {
      delivery.await();
    }
  }

  private List<Supplier<CompletableFuture<Void>>> drawn(BrokerSession session, Gathering gathering)
      throws JMSException {
    List<Taken> party = gathering.next();
    List<OrderEnding> endings =
        desk.draw(party.stream().map(Taken::accepted).toList(), session::publish);
    return IntStream.range(0, party.size())
        .<Supplier<CompletableFuture<Void>>>mapToObj(index ->
            () ->
                endings
                    .get(index)
                    .conclude()
                    .thenAccept(outcome -> answer(party.get(index), outcome, gathering)))
        .toList();
  }

  private void answer(Taken taken, GenerationOutcome outcome, Gathering gathering) {
    try {
      taken.hand().answer(desk.answer(taken.accepted(), outcome));
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
    desk.settle(taken.accepted().order());
    gathering.release(taken);
  }

  private static boolean interruptedIn(Duration pause) {
    try {
      Thread.sleep(pause);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
