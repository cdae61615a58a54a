package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.Cancellation;
import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.JmsEnvelope;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.contract.Verification;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.image.ImageCheck;
import dev.imprimatur.image.ImageChecks;
import dev.imprimatur.worker.shelf.ModelShelf;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A whole worker with the real model, between a real broker and a server's keys. */
final class RunningWorker implements AutoCloseable {
  static final long PATIENCE = 60_000;

  private final Path folder;
  private final KeyPair serverKeys = Keys.pair();
  private final KeyPair workerKeys = Keys.pair();
  private final ModelShelf shelf;
  private final ImageChecks checks;
  private final ReplayLedger ledger;
  private final InspectionThreads inspecting;
  private final OrderLoop loop;
  private final Thread thread;
  private Broker broker;
  private Connection connection;
  private Session session;

  private RunningWorker(
      Path folder, InspectionThreads inspecting, UnaryOperator<ImageCheck> changedCheck)
      throws Exception {
    this.folder = folder;
    this.inspecting = inspecting;
    broker = new Broker(folder.resolve("broker"), Broker.freePort());
    WorkerConfiguration configuration = configuration();
    shelf =
        ModelShelf.open(
            configuration.models(),
            configuration.addedModels(),
            configuration.options(),
            configuration.openModels(),
            HashCache.at(folder.resolve("hashes")));
    checks = ImageChecks.load();
    ledger = ReplayLedger.open(configuration.state(), Clock.systemUTC());
    loop =
        WorkerProcess.loop(
            configuration,
            shelf,
            checks.all().stream().map(changedCheck).toList(),
            ledger,
            inspecting,
            Clock.systemUTC());
    connect();
    thread = Thread.ofPlatform().start(loop::run);
  }

  /** As where a processor draws. */
  static RunningWorker start(Path folder) throws Exception {
    return new RunningWorker(folder, InspectionThreads.none(), check -> check);
  }

  /** Two threads look at pictures beside the drawing, with checks that are changed. */
  static RunningWorker startBeside(Path folder, UnaryOperator<ImageCheck> changedCheck)
      throws Exception {
    return new RunningWorker(folder, InspectionThreads.of(2), changedCheck);
  }

  private WorkerConfiguration configuration() throws Exception {
    Path serverKey = Keys.write(folder, "server", serverKeys).resolveSibling("server.pub");
    return WorkerConfiguration.from(
        Map.of(
            "IMPRIMATUR_BATCH", "4",
            "IMPRIMATUR_BROKER_URL", broker.url(),
            "IMPRIMATUR_BROKER_USER", "worker",
            "IMPRIMATUR_BROKER_PASSWORD", "unused",
            "IMPRIMATUR_WORKER_KEY", Keys.write(folder, "worker", workerKeys).toString(),
            "IMPRIMATUR_SERVER_KEY", serverKey.toString(),
            "IMPRIMATUR_MODELS", Orders.MODELS.toString(),
            "IMPRIMATUR_WORKER_STATE", folder.resolve("state").toString()));
  }

  /** Tells the worker to stop. */
  void stop() {
    loop.close();
  }

  /** Waits until it has stopped. */
  void awaitStop() throws InterruptedException {
    thread.join(PATIENCE);
    assertThat(thread.isAlive()).isFalse();
  }

  ReplayLedger ledger() {
    return ledger;
  }

  Connection connection() {
    return connection;
  }

  void restartBroker() throws Exception {
    int port = Integer.parseInt(broker.url().substring(broker.url().lastIndexOf(':') + 1));
    connection.close();
    broker.close();
    broker = new Broker(folder.resolve("broker"), port);
    connect();
  }

  private void connect() throws Exception {
    connection =
        new ActiveMQConnectionFactory(broker.url() + "?reconnectAttempts=0").createConnection();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    connection.start();
  }

  void cancel(GenerationOrder order) throws Exception {
    var signed = new MessageSigner(serverKeys).sign(new Cancellation(order.jobId(), Instant.now()));
    session
        .createProducer(session.createTopic(Destinations.CANCELLATIONS))
        .send(JmsEnvelope.wrap(session, signed));
  }

  /** Sends an order, and says the hash of what was signed. */
  String send(GenerationOrder order) throws Exception {
    return sendSigned(new MessageSigner(serverKeys), order);
  }

  String sendSigned(MessageSigner signer, GenerationOrder order) throws Exception {
    var signed = signer.sign(order);
    session
        .createProducer(session.createQueue(Destinations.ORDERS))
        .send(JmsEnvelope.wrap(session, signed));
    return signed.payloadHash();
  }

  /** The next result. */
  GenerationResult result() throws Exception {
    try (MessageConsumer results = queue(Destinations.RESULTS)) {
      return genuine(verifier().result(unwrapped(results.receive(PATIENCE))));
    }
  }

  MessageConsumer queue(String name) throws Exception {
    return session.createConsumer(session.createQueue(name));
  }

  MessageConsumer topic(String name) throws Exception {
    return session.createConsumer(session.createTopic(name));
  }

  /** The next step of whatever picture. */
  Progress step(MessageConsumer progress) throws Exception {
    return genuine(verifier().progress(unwrapped(progress.receive(PATIENCE))));
  }

  /** Waits for a step of that order. */
  void awaitStep(MessageConsumer progress, GenerationOrder order) throws Exception {
    while (!step(progress).jobId().equals(order.jobId())) {}
  }

  MessageVerifier verifier() {
    return new MessageVerifier(List.of(workerKeys.getPublic()));
  }

  static SignedMessage unwrapped(Message message) throws Exception {
    assertThat(message).as("an answer in time").isNotNull();
    return JmsEnvelope.unwrap(message).orElseThrow();
  }

  static <T> T genuine(Verification<T> verification) {
    assertThat(verification).isInstanceOf(Verification.Genuine.class);
    return ((Verification.Genuine<T>) verification).message();
  }

  @Override
  public void close() throws Exception {
    stop();
    thread.join(PATIENCE);
    inspecting.close();
    connection.close();
    ledger.close();
    checks.close();
    shelf.close();
    broker.close();
  }
}
