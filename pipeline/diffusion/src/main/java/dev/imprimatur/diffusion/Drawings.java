package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.DrawingSession.Drawn;
import dev.imprimatur.diffusion.RunTrace.StepTrace;
import dev.imprimatur.diffusion.conditioning.RememberedTexts;
import dev.imprimatur.diffusion.network.Residency;
import dev.imprimatur.diffusion.scheduler.Scheduler;
import dev.imprimatur.diffusion.scheduler.SchedulerConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Draws commissions with the parts of a model, and says how each ended. */
record Drawings(
    Function<List<StepTrace>, RunTrace> traces,
    ModelParts parts,
    SchedulerConfig schedulers,
    Supplier<LatentPreview> preview,
    MemoryForecast forecast,
    NDManager manager) {

  /**
   * Draws.
   *
   * @param seating of all pictures
   */
  List<Drawing> of(List<Commission> commissions, Seating seating) {
    Progress progress = new Progress(commissions, preview, parts.space());
    try (NDManager scope = manager.newSubManager()) {
      Map<Integer, String> refused = new LinkedHashMap<>();
      Map<Integer, List<String>> notices = new LinkedHashMap<>();
      var tasks = new ArrayList<PictureTask>();
      var texts = new RememberedTexts(scope);
      for (int i = 0; i < commissions.size(); i++) {
        DrawingRequest request = commissions.get(i).request();
        Optional<String> refusal = refusal(request, seating);
        if (refusal.isPresent()) {
          refused.put(i, refusal.get());
        } else {
          TaskList list = new TaskList(parts, scope, this::scheduler, texts);
          tasks.addAll(list.of(i, request));
          notices.put(i, list.notices());
        }
      }
      List<Drawn> drawn = draw(scope, progress, tasks, seating);
      var drawings = new ArrayList<Drawing>();
      for (int i = 0; i < commissions.size(); i++) {
        drawings.add(
            refused.containsKey(i)
                ? new Drawing.Refused(refused.get(i))
                : ended(i, progress, drawn, notices.getOrDefault(i, List.of())));
      }
      return drawings;
    }
  }

  private List<Drawn> draw(
      NDManager scope, Progress progress, List<PictureTask> tasks, Seating seating) {
    var drawn = new ArrayList<Drawn>();
    Map<List<Integer>, List<PictureTask>> bySize =
        tasks.stream()
            .collect(
                Collectors.groupingBy(
                    task -> List.of(task.request().width(), task.request().height()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    for (List<PictureTask> group : bySize.values()) {
      DrawingRequest any = group.getFirst().request();
      SeatingPlan plan = seating.plan(any, group.stream().map(PictureTask::mixing).toList());
      Residency residency = forecast.residency(any);
      drawn.addAll(new DrawingSession(parts, residency, scope, progress).draw(group, plan));
    }
    return drawn;
  }

  private Drawing ended(
      int commission, Progress progress, List<Drawn> drawn, List<String> notices) {
    OptionalInt cancelled = progress.cancelledAt(commission);
    if (cancelled.isPresent()) {
      return new Drawing.Cancelled(cancelled.getAsInt());
    }
    List<Drawn> own =
        drawn.stream()
            .filter(picture -> picture.task().commission() == commission)
            .sorted(Comparator.comparingInt(picture -> picture.task().image()))
            .toList();
    return new Drawing.Finished(
        own.stream().map(Drawn::picture).toList(),
        traces.apply(own.stream().flatMap(picture -> picture.steps().stream()).toList()),
        notices);
  }

  private Scheduler scheduler(DrawingRequest request) {
    return request
        .sampler()
        .map(sampler -> sampler.scheduler(schedulers, request.steps()))
        .orElseGet(() -> schedulers.scheduler(request.steps()));
  }

  private static int begin(Scheduler scheduler, Operation operation) {
    return switch (operation) {
      case Operation.TextToImage() -> 0;
      case Operation.ImageToImage image -> scheduler.begin(image.strength());
      case Operation.Inpainting hole -> scheduler.begin(hole.strength());
    };
  }

  private Optional<String> refusal(DrawingRequest request, Seating seating) {
    if (parts.seesHoles() && !(request.operation() instanceof Operation.Inpainting)) {
      return Optional.of(
          "This model fills holes: it needs a picture and a mask. Choose inpainting, or another"
              + " model.");
    }
    try {
      Scheduler scheduler = scheduler(request);
      scheduler.requireStart(begin(scheduler, request.operation()));
      return forecast.refusal(request, seating.samples(request));
    } catch (IllegalArgumentException e) {
      return Optional.of("These steps cannot be taken: " + e.getMessage());
    }
  }
}
