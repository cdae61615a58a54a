package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.Heartbeat;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.Sampler;
import dev.imprimatur.provenance.PixelHash;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole worker with the real model, between a real broker and a server's keys. */
class WorkerTest {
  @TempDir Path folder;
  private RunningWorker worker;

  @BeforeEach
  void start() throws Exception {
    worker = RunningWorker.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    worker.close();
  }

  @Test
  void order_ofTheServer_isDrawnCheckedAndAnsweredWithASignature() throws Exception {
    MessageConsumer progress = worker.topic(Destinations.PROGRESS);
    GenerationOrder order = Orders.of(6);
    String hash = worker.send(order);

    Progress step = worker.step(progress);
    assertThat(step.jobId()).isEqualTo(order.jobId());
    GenerationResult result = worker.result();
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
    MessageConsumer progress = worker.topic(Destinations.PROGRESS);
    worker.send(Orders.of(20));
    progress.receive(RunningWorker.PATIENCE);
    GenerationOrder first = Orders.of(2);
    GenerationOrder second = Orders.of(3);
    GenerationOrder smaller = Orders.of(2, 64);
    worker.send(first);
    worker.send(second);
    worker.send(smaller);

    assertThat(seats(worker.result())).contains("2 0");
    GenerationResult one = worker.result();
    GenerationResult other = worker.result();
    GenerationResult alone = worker.result();
    assertThat(one.jobId()).isEqualTo(first.jobId());
    assertThat(other.jobId()).isEqualTo(second.jobId());
    assertThat(alone.jobId()).isEqualTo(smaller.jobId());
    assertThat(seats(one)).containsExactly("4 0", "4 0");
    assertThat(seats(other)).containsExactly("4 2", "4 2", "4 2");
    assertThat(seats(alone)).containsExactly("2 0", "2 0");
  }

  @Test
  void order_thatWasInAWorkersHandBefore_isDrawnAlone() throws Exception {
    MessageConsumer progress = worker.topic(Destinations.PROGRESS);
    worker.send(Orders.of(20));
    progress.receive(RunningWorker.PATIENCE);
    GenerationOrder again = Orders.of(2);
    GenerationOrder next = Orders.of(2);
    worker.send(again);
    Session other = worker.connection().createSession(true, Session.SESSION_TRANSACTED);
    assertThat(
            other
                .createConsumer(other.createQueue(Destinations.ORDERS))
                .receive(RunningWorker.PATIENCE))
        .isNotNull();
    other.rollback();
    other.close();
    worker.send(next);

    worker.result();
    GenerationResult one = worker.result();
    assertThat(one.jobId()).isEqualTo(again.jobId());
    assertThat(seats(one)).containsExactly("2 0", "2 0");
    assertThat(seats(worker.result())).containsExactly("2 0", "2 0");
  }

  @Test
  void cancellation_ofOneOrderInSharedPasses_leavesTheOther() throws Exception {
    MessageConsumer progress = worker.topic(Destinations.PROGRESS);
    worker.send(Orders.of(20));
    progress.receive(RunningWorker.PATIENCE);
    GenerationOrder unwanted = Orders.of(50);
    GenerationOrder wanted = Orders.of(30);
    worker.send(unwanted);
    worker.send(wanted);
    worker.awaitStep(progress, wanted);
    worker.cancel(unwanted);
    worker.result();
    assertThat(worker.result().outcome()).isInstanceOf(GenerationOutcome.Cancelled.class);
    var drawn = (GenerationOutcome.Drawn) worker.result().outcome();
    assertThat(drawn.trace().steps()).hasSize(30).allMatch(step -> step.batch() == 4);
  }

  @Test
  void order_withASamplerThatCannotTakeSoManySteps_isAnsweredWithTheReason() throws Exception {
    worker.send(Orders.of(51, Sampler.LCM));
    assertThat(worker.result().outcome())
        .isEqualTo(
            new GenerationOutcome.Failed(
                FailureCode.CANNOT_DRAW,
                "These steps cannot be taken: the sampler LCM does not suit: steps must be between 1 and 50, the timesteps that"
                    + " the model was distilled on"));
  }

  @Test
  void order_ofSomebodyElse_isNotAnswered_andTheNextOneIs() throws Exception {
    worker.sendSigned(new MessageSigner(Keys.pair()), Orders.of(1));
    GenerationOrder genuine = Orders.of(1);
    worker.send(genuine);
    assertThat(worker.result().jobId()).isEqualTo(genuine.jobId());
  }

  @Test
  void order_sentAgainAfterItsAnswer_isNotAnsweredAgain() throws Exception {
    GenerationOrder order = Orders.of(1);
    worker.send(order);
    worker.result();
    worker.send(order);
    GenerationOrder next = Orders.of(1);
    worker.send(next);
    assertThat(worker.result().jobId()).isEqualTo(next.jobId());
  }

  @Test
  void cancellation_whileDrawing_stopsThere() throws Exception {
    MessageConsumer progress = worker.topic(Destinations.PROGRESS);
    GenerationOrder order = Orders.of(50);
    worker.send(order);
    progress.receive(RunningWorker.PATIENCE);
    worker.cancel(order);
    assertThat(worker.result().outcome()).isInstanceOf(GenerationOutcome.Cancelled.class);
  }

  @Test
  void heartbeat_namesModelsAndChecks() throws Exception {
    MessageConsumer heartbeats = worker.topic(Destinations.HEARTBEATS);
    Heartbeat heartbeat =
        RunningWorker.genuine(
            worker
                .verifier()
                .heartbeat(RunningWorker.unwrapped(heartbeats.receive(RunningWorker.PATIENCE))));
    assertThat(heartbeat.models()).extracting(Heartbeat.HeldModel::id).containsExactly("cartoon");
    assertThat(heartbeat.checks())
        .extracting(Heartbeat.HeldCheck::name)
        .containsExactly("nsfw", "faces");
  }

  @Test
  void broker_restarted_isFoundAgain() throws Exception {
    worker.topic(Destinations.HEARTBEATS).receive(RunningWorker.PATIENCE);
    worker.restartBroker();
    GenerationOrder order = Orders.of(1);
    worker.send(order);
    assertThat(worker.result().jobId()).isEqualTo(order.jobId());
  }

  /** Samples in each pass, and the picture's slot. */
  private static List<String> seats(GenerationResult result) {
    return ((GenerationOutcome.Drawn) result.outcome())
        .trace().steps().stream().map(step -> step.batch() + " " + step.slot()).toList();
  }
}
