package dev.imprimatur.worker;

import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.JmsEnvelope;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.SignedMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Optional;

/**
 * Holds one order at a time. It is received and its result sent in one transacted session, so that
 * the order leaves the queue exactly when its result enters the other. Used by one thread at a
 * time: that which draws takes the order, another may answer it.
 */
final class OrderSession {
  private final MessageSigner signer;
  private final Session session;
  private final MessageConsumer orders;
  private final MessageProducer results;

  OrderSession(MessageSigner signer, Connection connection) throws JMSException {
    this.signer = signer;
    this.session = connection.createSession(true, Session.SESSION_TRANSACTED);
    this.orders = session.createConsumer(session.createQueue(Destinations.ORDERS));
    this.results = session.createProducer(session.createQueue(Destinations.RESULTS));
  }

  /**
   * Waits for the next message.
   *
   * @throws JMSException when the connection is gone
   */
  Message receive() throws JMSException {
    Message message = orders.receive();
    if (message == null) {
      throw new JMSException("the connection was closed while waiting for an order");
    }
    return message;
  }

  /** The next message, if one is there. */
  Optional<Message> receiveWaiting() throws JMSException {
    return Optional.ofNullable(orders.receiveNoWait());
  }

  /** The signed message, or nothing for a message that does not have that form. */
  static Optional<SignedMessage> signed(Message message) throws JMSException {
    return JmsEnvelope.unwrap(message);
  }

  /** Answers the order in hand and lets it go, both or neither. */
  void answer(GenerationResult result) throws JMSException {
    results.send(JmsEnvelope.wrap(session, signer.sign(result)));
    session.commit();
  }

  /** Lets the message in hand go without an answer. */
  void drop() throws JMSException {
    session.commit();
  }
}
