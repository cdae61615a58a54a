package dev.imprimatur.stack.broker;

import static dev.imprimatur.contract.Destinations.CANCELLATIONS;
import static dev.imprimatur.contract.Destinations.DEAD_ORDERS;
import static dev.imprimatur.contract.Destinations.HEARTBEATS;
import static dev.imprimatur.contract.Destinations.ORDERS;
import static dev.imprimatur.contract.Destinations.PROGRESS;
import static dev.imprimatur.contract.Destinations.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each login may do on a real broker, and what it may not. */
class BrokerConfigurationTest {
  private static final long SHORT = 300;
  private static final long PATIENCE = 20_000;

  @TempDir static Path folder;
  private static EmbeddedActiveMQ broker;
  private static ServerLocator locator;
  private static ClientSessionFactory connections;

  @BeforeAll
  static void start() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    broker = new EmbeddedActiveMQ();
    broker.setConfiguration(BrokerConfiguration.of(folder, port));
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(
            InVMLoginModule.class.getName(),
            new BrokerUsers("of the server", "of the worker").configuration()));
    broker.start();
    locator = ActiveMQClient.createServerLocator("tcp://localhost:" + port);
    connections = locator.createSessionFactory();
  }

  @AfterAll
  static void stop() throws Exception {
    locator.close();
    broker.stop();
  }

  @Test
  void connect_withoutTheRightPassword_isRefused() {
    assertThatThrownBy(() -> session("worker", "of the server"))
        .isInstanceOf(ActiveMQException.class);
    assertThatThrownBy(() -> session("server", "")).isInstanceOf(ActiveMQException.class);
    assertThatThrownBy(() -> session(null, null)).isInstanceOf(ActiveMQException.class);
  }

  @Test
  void order_ofTheServer_reachesAWorker() throws Exception {
    try (ClientSession server = server();
        ClientSession worker = worker()) {
      send(server, ORDERS);
      assertThat(receive(worker, ORDERS, PATIENCE)).isNotNull();
    }
  }

  @Test
  void worker_mayNotSendWhatOnlyTheServerSays() throws Exception {
    for (String address : List.of(ORDERS, CANCELLATIONS, DEAD_ORDERS)) {
      try (ClientSession worker = worker()) {
        assertThatThrownBy(() -> send(worker, address))
            .as(address)
            .isInstanceOf(ActiveMQException.class);
      }
    }
  }

  @Test
  void worker_mayNotReadWhatIsForTheServer() throws Exception {
    for (String queue : List.of(RESULTS, DEAD_ORDERS)) {
      try (ClientSession worker = worker()) {
        assertThatThrownBy(() -> worker.createConsumer(queue))
            .as(queue)
            .isInstanceOf(ActiveMQException.class);
      }
    }
    for (String topic : List.of(PROGRESS, HEARTBEATS)) {
      try (ClientSession worker = worker()) {
        assertThatThrownBy(() -> subscribe(worker, topic))
            .as(topic)
            .isInstanceOf(ActiveMQException.class);
      }
    }
  }

  @Test
  void server_mayNotSayWhatOnlyWorkersSay() throws Exception {
    for (String address : List.of(RESULTS, PROGRESS, HEARTBEATS)) {
      try (ClientSession server = server()) {
        assertThatThrownBy(() -> send(server, address))
            .as(address)
            .isInstanceOf(ActiveMQException.class);
      }
    }
  }

  @Test
  void nobody_mayMakeQueuesOfHisOwn() throws Exception {
    for (ClientSession session : List.of(server(), worker())) {
      try (session) {
        assertThatThrownBy(() ->
                session.createQueue(
                    QueueConfiguration.of("mine").setRoutingType(RoutingType.ANYCAST)))
            .isInstanceOf(ActiveMQException.class);
      }
    }
  }

  @Test
  void order_thatThreeWorkersDidNotSurvive_isDead() throws Exception {
    try (ClientSession server = server()) {
      send(server, ORDERS);
      for (int worker = 0; worker < 3; worker++) {
        try (ClientSession dying =
            connections.createSession("worker", "of the worker", false, false, false, false, 1)) {
          dying.start();
          ClientMessage order = dying.createConsumer(ORDERS).receive(PATIENCE);
          assertThat(order).as("attempt " + (worker + 1)).isNotNull();
          order.acknowledge();
          dying.rollback();
        }
      }
      assertThat(receive(server, DEAD_ORDERS, PATIENCE)).isNotNull();
      try (ClientSession fourth = worker()) {
        assertThat(receive(fourth, ORDERS, SHORT)).isNull();
      }
    }
  }

  private static ClientSession server() throws ActiveMQException {
    return session("server", "of the server");
  }

  private static ClientSession worker() throws ActiveMQException {
    return session("worker", "of the worker");
  }

  private static ClientSession session(String user, String password) throws ActiveMQException {
    ClientSession session = connections.createSession(user, password, false, true, true, false, 1);
    session.start();
    return session;
  }

  private static void send(ClientSession session, String address) throws ActiveMQException {
    try (var producer = session.createProducer(address)) {
      producer.send(session.createMessage(true));
    }
  }

  private static ClientMessage receive(ClientSession session, String queue, long patience)
      throws ActiveMQException {
    try (var consumer = session.createConsumer(queue)) {
      ClientMessage message = consumer.receive(patience);
      if (message != null) {
        message.acknowledge();
      }
      return message;
    }
  }

  private static void subscribe(ClientSession session, String topic) throws ActiveMQException {
    session.createQueue(
        QueueConfiguration.of("subscription-of-" + topic)
            .setAddress(topic)
            .setRoutingType(RoutingType.MULTICAST)
            .setDurable(false)
            .setTemporary(true));
  }
}
