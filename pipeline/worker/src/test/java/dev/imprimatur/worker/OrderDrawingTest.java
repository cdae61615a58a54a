package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.SentPicture;
import dev.imprimatur.contract.StartOrder;
import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.image.ImageCheck;
import dev.imprimatur.image.ImageChecks;
import dev.imprimatur.picture.Png;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.worker.shelf.ModelShelf;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderDrawingTest {
  @TempDir Path folder;
  private final Cancellations cancellations = new Cancellations();
  private final InspectionThreads threads = InspectionThreads.of(2);
  private ImageChecks checks;
  private ModelShelf shelf;

  @BeforeEach
  void open() throws Exception {
    checks = ImageChecks.load();
    shelf =
        ModelShelf.open(
            Orders.MODELS,
            Optional.empty(),
            ModelOptions.on(DeviceChoice.parse("cpu")),
            1,
            HashCache.at(folder.resolve("hashes")));
  }

  @AfterEach
  void close() {
    threads.close();
    shelf.close();
    checks.close();
  }

  @Test
  void cancellation_whileThePictureWaitsToBeLookedAt_isTheAnswer() throws Exception {
    var barrier = new Barrier();
    GenerationOrder unwanted = Orders.of(2);
    List<CompletableFuture<GenerationOutcome>> outcomes =
        draw(List.of(unwanted, Orders.of(2)), barrier);
    barrier.awaitPicture();
    cancellations.add(unwanted.jobId());
    barrier.open();
    assertThat(outcomes.getFirst().join()).isEqualTo(new GenerationOutcome.Cancelled(2));
    assertThat(outcomes.getLast().join()).isInstanceOf(GenerationOutcome.Drawn.class);
  }

  @Test
  void broughtPicture_thatCannotBeLookedAt_failsItsOrderOnly() throws Exception {
    var first = new AtomicBoolean(true);
    List<CompletableFuture<GenerationOutcome>> outcomes =
        draw(
            List.of(Orders.from(brought(), "porn", 1), Orders.of(2)),
            picture -> {
              if (first.getAndSet(false)) {
                throw new IllegalStateException("the check is broken");
              }
            });
    assertThat(outcomes.getFirst().join())
        .isEqualTo(
            new GenerationOutcome.Failed(
                FailureCode.ENGINE_FAULT, "a picture could not be looked at"));
    assertThat(outcomes.getLast().join()).isInstanceOf(GenerationOutcome.Drawn.class);
  }

  private List<CompletableFuture<GenerationOutcome>> draw(
      List<GenerationOrder> orders, Consumer<BufferedImage> guard) {
    List<ImageCheck> guarded =
        checks.all().stream().<ImageCheck>map(check -> new GuardedCheck(check, guard)).toList();
    return new OrderDrawing(shelf, new PictureInspection(guarded), cancellations, threads)
        .draw(orders, progress -> {}).stream().map(OrderEnding::conclude).toList();
  }

  private static StartOrder brought() {
    var picture = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    var sent = new SentPicture(Png.encode(picture), PixelHash.of(picture));
    return new StartOrder(sent, 1, true, Optional.empty());
  }
}
