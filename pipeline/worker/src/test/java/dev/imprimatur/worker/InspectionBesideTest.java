package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.Destinations;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that looks at finished pictures while it draws the next ones. */
class InspectionBesideTest {
  private static final int LONG = 400;

  @TempDir Path folder;
  private final Barrier barrier = new Barrier();
  private RunningWorker worker;

  @AfterEach
  void stop() throws Exception {
    barrier.open();
    worker.close();
  }

  @Test
  void results_ofTwoOrders_arriveWhileAThirdIsDrawn() throws Exception {
    start(barrier);
    MessageConsumer progress = worker.topic(Destinations.PROGRESS);
    GenerationOrder before = Orders.of(20, 64);
    GenerationOrder third = Orders.of(LONG);
    worker.send(before);
    worker.awaitStep(progress, before);
    GenerationOrder first = Orders.of(2);
    GenerationOrder second = Orders.of(2);
    worker.send(first);
    worker.send(second);
    worker.send(third);
    assertThat(worker.result().jobId()).isEqualTo(before.jobId());

    worker.awaitStep(progress, third);
    barrier.open();
    assertThat(List.of(worker.result(), worker.result()))
        .allMatch(result -> result.outcome() instanceof GenerationOutcome.Drawn)
        .extracting(GenerationResult::jobId)
        .containsExactlyInAnyOrder(first.jobId(), second.jobId());
    worker.cancel(third);
    GenerationResult last = worker.result();
    assertThat(last.jobId()).isEqualTo(third.jobId());
    assertThat(last.outcome()).isInstanceOf(GenerationOutcome.Cancelled.class);
  }

  @Test
  void picture_thatCannotBeLookedAt_failsItsOrderOnly() throws Exception {
    var failed = new AtomicBoolean();
    start(picture -> {
      if (picture.getWidth() == 128 && failed.compareAndSet(false, true)) {
        throw new IllegalStateException("the check is broken");
      }
    });
    MessageConsumer progress = worker.topic(Destinations.PROGRESS);
    GenerationOrder before = Orders.of(20, 64);
    worker.send(before);
    worker.awaitStep(progress, before);
    worker.send(Orders.of(2));
    worker.send(Orders.of(2));
    worker.send(Orders.of(2, 64));

    assertThat(worker.result().outcome()).isInstanceOf(GenerationOutcome.Drawn.class);
    List<GenerationOutcome> outcomes =
        List.of(worker.result().outcome(), worker.result().outcome(), worker.result().outcome());
    assertThat(outcomes)
        .filteredOn(GenerationOutcome.Failed.class::isInstance)
        .containsExactly(
            new GenerationOutcome.Failed(
                FailureCode.ENGINE_FAULT, "a picture could not be looked at"));
    assertThat(outcomes).filteredOn(GenerationOutcome.Drawn.class::isInstance).hasSize(2);
  }

  @Test
  void stop_whilePicturesWait_leavesTheirOrdersToOthers() throws Exception {
    start(barrier);
    GenerationOrder order = Orders.of(1);
    String hash = worker.send(order);
    barrier.awaitPicture();
    worker.stop();
    barrier.open();
    worker.awaitStop();

    try (MessageConsumer orders = worker.queue(Destinations.ORDERS);
        MessageConsumer results = worker.queue(Destinations.RESULTS)) {
      Message left = orders.receive(RunningWorker.PATIENCE);
      assertThat(RunningWorker.unwrapped(left).payloadHash()).isEqualTo(hash);
      assertThat(left.getIntProperty("JMSXDeliveryCount"))
          .as("the worker's, and this")
          .isEqualTo(2);
      assertThat(results.receiveNoWait()).isNull();
    }
    assertThat(worker.ledger().isFinished(order.jobId())).isFalse();
  }

  @Test
  void connection_lostWhilePicturesWait_isBuiltAnew_andTheirOrdersAreAnsweredOnce()
      throws Exception {
    start(barrier);
    GenerationOrder order = Orders.of(1);
    worker.send(order);
    barrier.awaitPicture();
    worker.restartBroker();
    barrier.open();
    assertThat(worker.result().jobId()).isEqualTo(order.jobId());
    GenerationOrder next = Orders.of(1);
    worker.send(next);
    assertThat(worker.result().jobId()).isEqualTo(next.jobId());
  }

  @Test
  void ledger_thatCannotBeWritten_endsTheWorkerThatWaitsForOrders() throws Exception {
    start(picture -> {});
    worker.ledger().close();
    worker.send(Orders.of(1));
    worker.result();
    worker.awaitStop();
  }

  private void start(Consumer<BufferedImage> guard) throws Exception {
    worker =
        RunningWorker.startBeside(
            folder, check -> check.name().equals("nsfw") ? new GuardedCheck(check, guard) : check);
  }
}
