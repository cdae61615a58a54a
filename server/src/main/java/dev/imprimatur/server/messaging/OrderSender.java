package dev.imprimatur.server.messaging;

import dev.imprimatur.contract.Cancellation;
import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.JmsEnvelope;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.OutgoingOrder;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Empties the outbox into the broker, in one thread, because the broker's detection of duplicates
 * does not hold for two senders at once. An order that was sent and not yet marked as sent is sent
 * again; workers answer it once.
 */
final class OrderSender implements BrokerLoop.Task {
  private static final int BATCH = 20;
  private static final long IDLE_MILLISECONDS = 1_000;

  private final Database database;
  private final MessageSigner signer;
  private final Clock clock;
  private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();

  private sealed interface Wish {
    record Look() implements Wish {}

    record Cancel(UUID id) implements Wish {}
  }

  OrderSender(Database database, MessageSigner signer, Clock clock) {
    this.database = database;
    this.signer = signer;
    this.clock = clock;
  }

  /** Asks to look into the outbox now. */
  void wake() {
    wishes.add(new Wish.Look());
  }

  /** Tells all workers to stop drawing this. */
  void cancel(UUID id) {
    wishes.add(new Wish.Cancel(id));
  }

  @Override
  public void run(Connection connection) throws JMSException, InterruptedException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    MessageProducer orders = session.createProducer(session.createQueue(Destinations.ORDERS));
    orders.setDeliveryMode(DeliveryMode.PERSISTENT);
    MessageProducer cancellations =
        session.createProducer(session.createTopic(Destinations.CANCELLATIONS));
    cancellations.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    while (true) {
      sendOutbox(session, orders);
      if (wishes.poll(IDLE_MILLISECONDS, TimeUnit.MILLISECONDS) instanceof Wish.Cancel(UUID id)) {
        SignedMessage message = signer.sign(new Cancellation(id, clock.instant()));
        cancellations.send(JmsEnvelope.wrap(session, message));
      }
    }
  }

  private void sendOutbox(Session session, MessageProducer orders) throws JMSException {
    List<OutgoingOrder> unsent = database.inTransaction(stores -> stores.outbox().unsent(BATCH));
    for (OutgoingOrder order : unsent) {
      orders.send(
          JmsEnvelope.wrap(
              session, new SignedMessage(order.keyId(), order.payload(), order.signature())));
      database.inTransaction(stores -> {
        stores.outbox().markSent(order.generationId(), clock.instant());
        return true;
      });
    }
  }
}
