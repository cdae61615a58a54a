package dev.imprimatur.worker;

import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.Progress.Preview;
import dev.imprimatur.diffusion.StepEvent;
import dev.imprimatur.picture.Png;
import java.awt.image.BufferedImage;

/**
 * Turns steps into progress, with a preview now and then. A preview is looked at as the finished
 * picture will be, so that a picture that must not be shown does not leak while it forms.
 */
final class Previews {
  private static final int PREVIEWS_PER_PICTURE = 6;

  private final GenerationOrder order;
  private final OrderInspection.Ready inspection;
  private final ProgressSink sink;
  private final int interval;

  Previews(GenerationOrder order, OrderInspection.Ready inspection, ProgressSink sink) {
    this.order = order;
    this.inspection = inspection;
    this.sink = sink;
    this.interval = Math.max(1, order.steps() / PREVIEWS_PER_PICTURE);
  }

  void publish(StepEvent event) {
    sink.publish(
        new Progress(
            order.jobId(), event.imageIndex(), event.step(), event.steps(), preview(event)));
  }

  private Preview preview(StepEvent event) {
    if (!order.previews() || event.step() % interval != 0) {
      return new Preview.None();
    }
    BufferedImage picture = event.preview().get();
    return inspection.flags(picture)
        ? new Preview.Withheld()
        : new Preview.Shown(Png.encode(picture));
  }
}
