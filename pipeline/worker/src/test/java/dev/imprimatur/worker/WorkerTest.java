package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.Cancellation;
import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.Heartbeat;
import dev.imprimatur.contract.JmsEnvelope;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.Sampler;
import dev.imprimatur.contract.Verification;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.image.ImageChecks;
import dev.imprimatur.provenance.PixelHash;
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
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole worker with the real model, between a real broker and a server's keys. */
class WorkerTest {
  private static final long PATIENCE = 60_000;

  @TempDir Path folder;
  private Broker broker;
  private KeyPair serverKeys;
  private KeyPair workerKeys;
  private WorkerConfiguration configuration;
  private ModelShelf shelf;
  private ImageChecks checks;
  private ReplayLedger ledger;
  private OrderLoop loop;
  private Thread thread;
  private Connection connection;
  private Session session;

  @BeforeEach
  void start() throws Exception {
    broker = new Broker(folder.resolve("broker"), Broker.freePort());
    serverKeys = Keys.pair();
    workerKeys = Keys.pair();
    Path serverKey = Keys.write(folder, "server", serverKeys).resolveSibling("server.pub");
    configuration =
        WorkerConfiguration.from(
            Map.of(
                "IMPRIMATUR_BATCH", "4",
                "IMPRIMATUR_BROKER_URL", broker.url(),
                "IMPRIMATUR_BROKER_USER", "worker",
                "IMPRIMATUR_BROKER_PASSWORD", "unused",
                "IMPRIMATUR_WORKER_KEY", Keys.write(folder, "worker", workerKeys).toString(),
                "IMPRIMATUR_SERVER_KEY", serverKey.toString(),
                "IMPRIMATUR_MODELS", Orders.MODELS.toString(),
                "IMPRIMATUR_WORKER_STATE", folder.resolve("state").toString()));
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
            checks.all(),
            ledger,
            InspectionThreads.none(),
            Clock.systemUTC());
    connect();
    thread = Thread.ofPlatform().start(loop::run);
  }

  @AfterEach
  void stop() throws Exception {
    loop.close();
    thread.join(PATIENCE);
    connection.close();
    ledger.close();
    checks.close();
    shelf.close();
    broker.close();
  }

  @Test
  void order_ofTheServer_isDrawnCheckedAndAnsweredWithASignature() throws Exception {
    MessageConsumer progress = topic(Destinations.PROGRESS);
    GenerationOrder order = Orders.of(6);
    String hash = send(order);

    Progress step = genuine(verifier().progress(unwrapped(progress.receive(PATIENCE))));
    assertThat(step.jobId()).isEqualTo(order.jobId());
    GenerationResult result = result();
    assertThat(result.jobId()).isEqualTo(order.jobId());
    assertThat(result.orderHash()).isEqualTo(hash);
    var drawn = (GenerationOutcome.Drawn) result.outcome();
    assertThat(drawn.images()).hasSize(1);
    var image = drawn.images().getFirst();
    assertThat(PixelHash.ofPng(image.png())).isEqualTo(image.pixelHash());
    assertThat(image.checks()).extracting(CheckReport::name).containsExactly("nsfw", "faces");
    assertThat(image.checks().getFirst().scores()).containsKeys("porn", "hentai", "neutral");
    assertThat(drawn.trace().steps()).hasSize(6);
  }

  @Test
  void orders_thatWaitTogether_shareTheirPassesWhereTheirSizesAllowIt() throws Exception {
    MessageConsumer progress = topic(Destinations.PROGRESS);
    send(Orders.of(20));
    progress.receive(PATIENCE);
    GenerationOrder first = Orders.of(2);
    GenerationOrder second = Orders.of(3);
    GenerationOrder smaller = Orders.of(2, 64);
    send(first);
    send(second);
    send(smaller);

    assertThat(seats(result())).contains("2 0");
    GenerationResult one = result();
    GenerationResult other = result();
    GenerationResult alone = result();
    assertThat(one.jobId()).isEqualTo(first.jobId());
    assertThat(other.jobId()).isEqualTo(second.jobId());
    assertThat(alone.jobId()).isEqualTo(smaller.jobId());
    assertThat(seats(one)).containsExactly("4 0", "4 0");
    assertThat(seats(other)).containsExactly("4 2", "4 2", "4 2");
    assertThat(seats(alone)).containsExactly("2 0", "2 0");
  }

  @Test
  void order_thatWasInAWorkersHandBefore_isDrawnAlone() throws Exception {
    MessageConsumer progress = topic(Destinations.PROGRESS);
    send(Orders.of(20));
    progress.receive(PATIENCE);
    GenerationOrder again = Orders.of(2);
    GenerationOrder next = Orders.of(2);
    send(again);
    Session other = connection.createSession(true, Session.SESSION_TRANSACTED);
    assertThat(other.createConsumer(other.createQueue(Destinations.ORDERS)).receive(PATIENCE))
        .isNotNull();
    other.rollback();
    other.close();
    send(next);

    result();
    GenerationResult one = result();
    assertThat(one.jobId()).isEqualTo(again.jobId());
    assertThat(seats(one)).containsExactly("2 0", "2 0");
    assertThat(seats(result())).containsExactly("2 0", "2 0");
  }

  @Test
  void cancellation_ofOneOrderInSharedPasses_leavesTheOther() throws Exception {
    MessageConsumer progress = topic(Destinations.PROGRESS);
    send(Orders.of(20));
    progress.receive(PATIENCE);
    GenerationOrder unwanted = Orders.of(50);
    GenerationOrder wanted = Orders.of(30);
    send(unwanted);
    send(wanted);
    while (!genuine(verifier().progress(unwrapped(progress.receive(PATIENCE))))
        .jobId()
        .equals(wanted.jobId())) {}
    cancel(unwanted);
    result();
    assertThat(result().outcome()).isInstanceOf(GenerationOutcome.Cancelled.class);
    var drawn = (GenerationOutcome.Drawn) result().outcome();
    assertThat(drawn.trace().steps()).hasSize(30).allMatch(step -> step.batch() == 4);
  }

  @Test
  void order_withASamplerThatCannotTakeSoManySteps_isAnsweredWithTheReason() throws Exception {
    send(Orders.of(51, Sampler.LCM));
    assertThat(result().outcome())
        .isEqualTo(
            new GenerationOutcome.Failed(
                FailureCode.CANNOT_DRAW,
                "These steps cannot be taken: the sampler LCM does not suit: steps must be between 1 and 50, the timesteps that"
                    + " the model was distilled on"));
  }

  @Test
  void order_ofSomebodyElse_isNotAnswered_andTheNextOneIs() throws Exception {
    sendSigned(new MessageSigner(Keys.pair()), Orders.of(1));
    GenerationOrder genuine = Orders.of(1);
    send(genuine);
    assertThat(result().jobId()).isEqualTo(genuine.jobId());
  }

  @Test
  void order_sentAgainAfterItsAnswer_isNotAnsweredAgain() throws Exception {
    GenerationOrder order = Orders.of(1);
    send(order);
    result();
    send(order);
    GenerationOrder next = Orders.of(1);
    send(next);
    assertThat(result().jobId()).isEqualTo(next.jobId());
  }

  @Test
  void cancellation_whileDrawing_stopsThere() throws Exception {
    MessageConsumer progress = topic(Destinations.PROGRESS);
    GenerationOrder order = Orders.of(50);
    send(order);
    progress.receive(PATIENCE);
    cancel(order);
    assertThat(result().outcome()).isInstanceOf(GenerationOutcome.Cancelled.class);
  }

  @Test
  void heartbeat_namesModelsAndChecks() throws Exception {
    MessageConsumer heartbeats = topic(Destinations.HEARTBEATS);
    Heartbeat heartbeat = genuine(verifier().heartbeat(unwrapped(heartbeats.receive(PATIENCE))));
    assertThat(heartbeat.models()).extracting(Heartbeat.HeldModel::id).containsExactly("cartoon");
    assertThat(heartbeat.checks())
        .extracting(Heartbeat.HeldCheck::name)
        .containsExactly("nsfw", "faces");
  }

  @Test
  void broker_restarted_isFoundAgain() throws Exception {
    int port = Integer.parseInt(broker.url().substring(broker.url().lastIndexOf(':') + 1));
    topic(Destinations.HEARTBEATS).receive(PATIENCE);
    connection.close();
    broker.close();
    broker = new Broker(folder.resolve("broker"), port);
    connect();
    GenerationOrder order = Orders.of(1);
    send(order);
    assertThat(result().jobId()).isEqualTo(order.jobId());
  }

  private void connect() throws Exception {
    connection =
        new ActiveMQConnectionFactory(broker.url() + "?reconnectAttempts=0").createConnection();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    connection.start();
  }

  /** Samples in each pass, and the picture's slot. */
  private static List<String> seats(GenerationResult result) {
    return ((GenerationOutcome.Drawn) result.outcome())
        .trace().steps().stream().map(step -> step.batch() + " " + step.slot()).toList();
  }

  private void cancel(GenerationOrder order) throws Exception {
    var signed = new MessageSigner(serverKeys).sign(new Cancellation(order.jobId(), Instant.now()));
    session
        .createProducer(session.createTopic(Destinations.CANCELLATIONS))
        .send(JmsEnvelope.wrap(session, signed));
  }

  private String send(GenerationOrder order) throws Exception {
    return sendSigned(new MessageSigner(serverKeys), order);
  }

  private String sendSigned(MessageSigner signer, GenerationOrder order) throws Exception {
    var signed = signer.sign(order);
    session
        .createProducer(session.createQueue(Destinations.ORDERS))
        .send(JmsEnvelope.wrap(session, signed));
    return signed.payloadHash();
  }

  private GenerationResult result() throws Exception {
    try (MessageConsumer results =
        session.createConsumer(session.createQueue(Destinations.RESULTS))) {
      return genuine(verifier().result(unwrapped(results.receive(PATIENCE))));
    }
  }

  private MessageConsumer topic(String name) throws Exception {
    return session.createConsumer(session.createTopic(name));
  }

  private MessageVerifier verifier() {
    return new MessageVerifier(List.of(workerKeys.getPublic()));
  }

  private static dev.imprimatur.contract.SignedMessage unwrapped(Message message) throws Exception {
    assertThat(message).as("an answer in time").isNotNull();
    return JmsEnvelope.unwrap(message).orElseThrow();
  }

  private static <T> T genuine(Verification<T> verification) {
    assertThat(verification).isInstanceOf(Verification.Genuine.class);
    return ((Verification.Genuine<T>) verification).message();
  }
}
