package dev.imprimatur.worker;

import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.OwnCheckerReport;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.Progress.Preview;
import dev.imprimatur.diffusion.StepEvent;
import dev.imprimatur.picture.Png;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns steps into progress, with a preview now and then. A preview is looked at as the finished
 * picture will be, so that a picture that must not be shown does not leak while it forms.
 *
 * <p>Drawing does not wait for that: a preview goes along with the first step after it was looked
 * at, and until then the picture gets no other. Used by the thread that draws.
 */
final class Previews {
  private static final Logger log = LoggerFactory.getLogger(Previews.class);
  private static final int PREVIEWS_PER_PICTURE = 6;
  private static final Preview NONE = new Preview.None();

  private final GenerationOrder order;
  private final OrderInspection.Ready inspection;
  private final ProgressSink sink;
  private final Executor threads;
  private final int interval;
  private final Map<Integer, CompletableFuture<Preview>> underWay = new HashMap<>();

  Previews(
      GenerationOrder order,
      OrderInspection.Ready inspection,
      ProgressSink sink,
      Executor threads) {
    this.order = order;
    this.inspection = inspection;
    this.sink = sink;
    this.threads = threads;
    this.interval = Math.max(1, order.steps() / PREVIEWS_PER_PICTURE);
  }

  void publish(StepEvent event) {
    sink.publish(
        new Progress(
            order.jobId(), event.imageIndex(), event.step(), event.steps(), preview(event)));
  }

  private Preview preview(StepEvent event) {
    CompletableFuture<Preview> last =
        underWay.getOrDefault(event.imageIndex(), CompletableFuture.completedFuture(NONE));
    if (!last.isDone()) {
      return NONE;
    }
    underWay.remove(event.imageIndex());
    if (!order.previews() || event.step() % interval != 0) {
      return last.join();
    }
    CompletableFuture<Preview> next = begun(event.preview().get());
    if (next.isDone()) {
      return next.join();
    }
    underWay.put(event.imageIndex(), next);
    return last.join();
  }

  private CompletableFuture<Preview> begun(BufferedImage picture) {
    Optional<OwnCheckerReport> own = inspection.own(picture);
    return CompletableFuture.supplyAsync(() -> inspected(picture, own), threads)
        .exceptionally(fault -> {
          log.warn("A preview of order {} could not be looked at", order.jobId(), fault);
          return NONE;
        });
  }

  private Preview inspected(BufferedImage picture, Optional<OwnCheckerReport> own) {
    return inspection.flags(picture, own)
        ? new Preview.Withheld()
        : new Preview.Shown(Png.encode(picture));
  }
}
