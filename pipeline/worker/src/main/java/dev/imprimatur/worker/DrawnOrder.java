package dev.imprimatur.worker;

import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.OwnCheckerReport;
import dev.imprimatur.contract.StartReport;
import dev.imprimatur.diffusion.Drawing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * An order whose pictures are drawn, and which the checks of the build have not yet seen. The
 * model's own safety checker has: it lies on the device, which belongs to the thread that draws.
 *
 * @param own what that checker said of each picture, if the order asked for it
 * @param start what was said of the picture to start from, where somebody brought one
 */
record DrawnOrder(
    OrderInspection.Ready inspection,
    Drawing.Finished drawing,
    List<Optional<OwnCheckerReport>> own,
    Optional<StartReport> start) {
  DrawnOrder {
    own = List.copyOf(own);
  }

  /** Shows the pictures to the model's own checker, on the thread that draws. */
  static DrawnOrder of(
      OrderInspection.Ready inspection, Drawing.Finished drawing, Optional<StartReport> start) {
    return new DrawnOrder(
        inspection, drawing, drawing.pictures().stream().map(inspection::own).toList(), start);
  }

  /** Looks at the pictures side by side, as far as there are {@code threads}. */
  CompletableFuture<GenerationOutcome> inspected(Executor threads) {
    List<CompletableFuture<DrawnImage>> images =
        IntStream.range(0, drawing.pictures().size())
            .mapToObj(index -> CompletableFuture.supplyAsync(() -> inspected(index), threads))
            .toList();
    return CompletableFuture.allOf(images.toArray(CompletableFuture<?>[]::new))
        .thenApply(all ->
            new GenerationOutcome.Drawn(
                images.stream().map(CompletableFuture::join).toList(),
                TraceMapping.trace(drawing.trace()),
                drawing.notices(),
                start));
  }

  private DrawnImage inspected(int index) {
    return inspection.drawn(index, drawing.pictures().get(index), own.get(index));
  }
}
