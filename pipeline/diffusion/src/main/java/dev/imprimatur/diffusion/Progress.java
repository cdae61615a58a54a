package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.denoising.Trajectory;
import dev.imprimatur.diffusion.network.LatentSpace;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Passes the steps of a session's pictures on to those who wait, and remembers who left. */
final class Progress {
  private final List<Commission> commissions;
  private final Supplier<LatentPreview> preview;
  private final LatentSpace space;
  private final Map<Integer, Integer> cancelled = new TreeMap<>();

  Progress(List<Commission> commissions, Supplier<LatentPreview> preview, LatentSpace space) {
    this.commissions = commissions;
    this.preview = preview;
    this.space = space;
  }

  /** After a step; answers whether to go on. */
  boolean step(PictureTask task) {
    if (cancelledAt(task.commission()).isPresent()) {
      return false;
    }
    Trajectory trajectory = task.trajectory();
    DrawingRequest request = task.request();
    StepEvent event =
        new StepEvent(
            task.image(),
            trajectory.done(),
            trajectory.length(),
            () ->
                preview
                    .get()
                    .of(
                        trajectory.expected(),
                        request.width() / space.upscaling(),
                        request.height() / space.upscaling()));
    return switch (commissions.get(task.commission()).listener().step(event)) {
      case CONTINUE -> true;
      case CANCEL -> {
        cancelled.put(task.commission(), trajectory.done());
        yield false;
      }
    };
  }

  /** After how many steps of the picture in hand a commission was cancelled. */
  OptionalInt cancelledAt(int commission) {
    Integer step = cancelled.get(commission);
    return step == null ? OptionalInt.empty() : OptionalInt.of(step);
  }
}
