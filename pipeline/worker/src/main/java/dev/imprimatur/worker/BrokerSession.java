package dev.imprimatur.worker;

import dev.imprimatur.contract.Cancellation;
import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.JmsEnvelope;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.contract.Verification;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's worth of messaging. Orders are received and results sent in one transacted
 * session, so that an order leaves the queue exactly when its result enters the other. Used by one
 * thread, but for the listener of cancellations, which has a session of its own.
 */
final class BrokerSession {
  private static final Logger log = LoggerFactory.getLogger(BrokerSession.class);

  private final MessageSigner signer;
  private final Session transacted;
  private final MessageConsumer orders;
  private final MessageProducer results;
  private final Session plain;
  private final MessageProducer progress;

  private BrokerSession(MessageSigner signer, Connection connection) throws JMSException {
    this.signer = signer;
    this.transacted = connection.createSession(true, Session.SESSION_TRANSACTED);
    this.orders = transacted.createConsumer(transacted.createQueue(Destinations.ORDERS));
    this.results = transacted.createProducer(transacted.createQueue(Destinations.RESULTS));
    this.plain = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    this.progress = plain.createProducer(plain.createTopic(Destinations.PROGRESS));
    progress.setDeliveryMode(jakarta.jms.DeliveryMode.NON_PERSISTENT);
    progress.setTimeToLive(60_000);
  }

  static BrokerSession open(Connection connection, MessageSigner signer) throws JMSException {
    return new BrokerSession(signer, connection);
  }

  /** Feeds {@code cancellations} from the server's topic for as long as the connection lives. */
  static void listen(Connection connection, MessageVerifier server, Cancellations cancellations)
      throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    session
        .createConsumer(session.createTopic(Destinations.CANCELLATIONS))
        .setMessageListener(message -> take(message, server, cancellations));
  }

  /**
   * Waits for the next order.
   *
   * @return the signed message, or nothing for a message that does not have that form
   * @throws JMSException when the connection is gone
   */
  Optional<SignedMessage> receive() throws JMSException {
    Message message = orders.receive();
    if (message == null) {
      throw new JMSException("the connection was closed while waiting for an order");
    }
    return JmsEnvelope.unwrap(message);
  }

  /** Answers the order in hand and lets it go, both or neither. */
  void answer(GenerationResult result) throws JMSException {
    results.send(JmsEnvelope.wrap(transacted, signer.sign(result)));
    transacted.commit();
  }

  /** Lets the message in hand go without an answer. */
  void drop() throws JMSException {
    transacted.commit();
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
