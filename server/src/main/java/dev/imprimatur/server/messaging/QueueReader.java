package dev.imprimatur.server.messaging;

import dev.imprimatur.contract.JmsEnvelope;
import dev.imprimatur.contract.SignedMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a queue or a topic, one message after the other. A message is acknowledged when its handler
 * is done; if the handler throws, it is delivered again.
 */
final class QueueReader implements BrokerLoop.Task {
  private static final Logger log = LoggerFactory.getLogger(QueueReader.class);

  private final String destination;
  private final boolean topic;
  private final Consumer<SignedMessage> handler;

  private QueueReader(String destination, boolean topic, Consumer<SignedMessage> handler) {
    this.destination = destination;
    this.topic = topic;
    this.handler = handler;
  }

  static QueueReader ofQueue(String name, Consumer<SignedMessage> handler) {
    return new QueueReader(name, false, handler);
  }

  static QueueReader ofTopic(String name, Consumer<SignedMessage> handler) {
    return new QueueReader(name, true, handler);
  }

  @Override
  public void run(Connection connection) throws JMSException {
    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
    MessageConsumer consumer =
        session.createConsumer(
            topic ? session.createTopic(destination) : session.createQueue(destination));
    while (true) {
      Message message = consumer.receive();
      if (message == null) {
        throw new JMSException("the connection was closed");
      }
      handle(message);
      session.commit();
    }
  }

  private void handle(Message message) throws JMSException {
    Optional<SignedMessage> signed = JmsEnvelope.unwrap(message);
    if (signed.isEmpty()) {
      log.warn("A message in {} is not one of ours and is dropped", destination);
      return;
    }
    handler.accept(signed.get());
  }
}
