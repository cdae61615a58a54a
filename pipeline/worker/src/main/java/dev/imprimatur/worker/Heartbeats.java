package dev.imprimatur.worker;

import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.Heartbeat;
import dev.imprimatur.contract.JmsEnvelope;
import dev.imprimatur.contract.MessageSigner;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every two seconds that the worker is alive, on a thread and a session of its own. */
final class Heartbeats implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

  private final ScheduledExecutorService timer;

  private Heartbeats(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  static Heartbeats start(Connection connection, MessageSigner signer, Supplier<Heartbeat> current)
      throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    MessageProducer producer = session.createProducer(session.createTopic(Destinations.HEARTBEATS));
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    producer.setTimeToLive(INTERVAL.multipliedBy(5).toMillis());
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeats").factory());
    var unused =
        timer.scheduleAtFixedRate(
            () -> beat(session, producer, signer, current.get()),
            0,
            INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
    return new Heartbeats(timer);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static void beat(
      Session session, MessageProducer producer, MessageSigner signer, Heartbeat heartbeat) {
    try {
      producer.send(JmsEnvelope.wrap(session, signer.sign(heartbeat)));
    } catch (JMSException e) {
      log.debug("A heartbeat was not sent", e);
    }
  }
}
