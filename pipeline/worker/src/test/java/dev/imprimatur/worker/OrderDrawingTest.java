package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.image.ImageCheck;
import dev.imprimatur.image.ImageChecks;
import dev.imprimatur.worker.shelf.ModelShelf;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderDrawingTest {
  @TempDir Path folder;

  @Test
  void cancellation_whileThePictureWaitsToBeLookedAt_isTheAnswer() throws Exception {
    var barrier = new Barrier();
    var cancellations = new Cancellations();
    GenerationOrder unwanted = Orders.of(2);
    GenerationOrder wanted = Orders.of(2);
    try (ModelShelf shelf =
            ModelShelf.open(
                Orders.MODELS,
                Optional.empty(),
                ModelOptions.on(DeviceChoice.parse("cpu")),
                1,
                HashCache.at(folder.resolve("hashes")));
        ImageChecks checks = ImageChecks.load();
        InspectionThreads threads = InspectionThreads.of(2)) {
      List<ImageCheck> guarded =
          checks.all().stream().<ImageCheck>map(check -> new GuardedCheck(check, barrier)).toList();
      var drawing = new OrderDrawing(shelf, new PictureInspection(guarded), cancellations, threads);
      List<CompletableFuture<GenerationOutcome>> outcomes =
          drawing.draw(List.of(unwanted, wanted), progress -> {}).stream()
              .map(OrderEnding::conclude)
              .toList();
      barrier.awaitPicture();
      cancellations.add(unwanted.jobId());
      barrier.open();
      assertThat(outcomes.getFirst().join()).isEqualTo(new GenerationOutcome.Cancelled(2));
      assertThat(outcomes.getLast().join()).isInstanceOf(GenerationOutcome.Drawn.class);
    }
  }
}
