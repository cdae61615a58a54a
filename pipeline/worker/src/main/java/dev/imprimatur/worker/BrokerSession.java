package dev.imprimatur.worker;

import dev.imprimatur.contract.Cancellation;
import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.JmsEnvelope;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.Verification;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's worth of messaging: a session for each order that may be in hand, and one for
 * progress. Used by one thread, but for the listener of cancellations, which has a session of its
 * own.
 */
final class BrokerSession {
  private static final Logger log = LoggerFactory.getLogger(BrokerSession.class);

  private final MessageSigner signer;
  private final List<OrderSession> hands = new ArrayList<>();
  private final Session plain;
  private final MessageProducer progress;

  private BrokerSession(MessageSigner signer, Connection connection, int hands)
      throws JMSException {
    this.signer = signer;
    for (int hand = 0; hand < hands; hand++) {
      this.hands.add(new OrderSession(signer, connection));
    }
    this.plain = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    this.progress = plain.createProducer(plain.createTopic(Destinations.PROGRESS));
    progress.setDeliveryMode(jakarta.jms.DeliveryMode.NON_PERSISTENT);
    progress.setTimeToLive(60_000);
  }

  /** Opens sessions for as many orders as there are {@code hands}. */
  static BrokerSession open(Connection connection, MessageSigner signer, int hands)
      throws JMSException {
    return new BrokerSession(signer, connection, hands);
  }

  /** Each holds one order at a time. */
  List<OrderSession> hands() {
    return List.copyOf(hands);
  }

  /** Feeds {@code cancellations} from the server's topic for as long as the connection lives. */
  static void listen(Connection connection, MessageVerifier server, Cancellations cancellations)
      throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    session
        .createConsumer(session.createTopic(Destinations.CANCELLATIONS))
        .setMessageListener(message -> take(message, server, cancellations));
  }

  /** Publishes progress; a failure is logged and forgotten, since the answer will meet it too. */
  void publish(Progress step) {
    try {
      progress.send(JmsEnvelope.wrap(plain, signer.sign(step)));
    } catch (JMSException e) {
      log.debug("Progress of {} was not sent", step.jobId(), e);
    }
  }

  private static void take(Message message, MessageVerifier server, Cancellations cancellations) {
    try {
      JmsEnvelope.unwrap(message)
          .map(server::cancellation)
          .ifPresent(verification -> {
            switch (verification) {
              case Verification.Genuine<Cancellation>(var cancelled, var hash, var keyId) ->
                  cancellations.add(cancelled.jobId());
              case Verification.Refused<Cancellation>(String reason) ->
                  log.warn("Refused a cancellation: {}", reason);
            }
          });
    } catch (JMSException e) {
      log.warn("A cancellation could not be read", e);
    }
  }
}
