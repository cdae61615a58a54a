package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.RunTrace.StepTrace;
import dev.imprimatur.diffusion.SeatingPlan.Guest;
import dev.imprimatur.diffusion.SeatingPlan.Table;
import dev.imprimatur.diffusion.conditioning.BatchCondition;
import dev.imprimatur.diffusion.denoising.DenoisingRun;
import dev.imprimatur.diffusion.denoising.Passenger;
import dev.imprimatur.diffusion.network.Residency;
import dev.imprimatur.diffusion.network.TextContext;
import dev.imprimatur.diffusion.network.UNet;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The story of some drawings of one model: texts and start pictures are encoded, the pictures take
 * their seats and travel from noise to latents, each latent is decoded.
 */
final class DrawingSession {
  private final ModelParts parts;
  private final Residency residency;
  private final NDManager scope;
  private final Progress progress;
  private final Map<PictureTask, List<StepTrace>> steps = new LinkedHashMap<>();

  DrawingSession(ModelParts parts, Residency residency, NDManager scope, Progress progress) {
    this.parts = parts;
    this.residency = residency;
    this.scope = scope;
    this.progress = progress;
  }

  /**
   * A finished picture.
   *
   * @param steps where it sat in each pass
   */
  record Drawn(PictureTask task, BufferedImage picture, List<StepTrace> steps) {}

  /** Draws every task of pictures of one size, seated as the plan says. */
  List<Drawn> draw(List<PictureTask> tasks, SeatingPlan plan) {
    parts
        .unet()
        .within(residency)
        .with(unet -> {
          plan.tables().forEach(table -> denoise(unet, table, tasks));
          return plan;
        });
    return parts
        .autoencoder()
        .with(autoencoder -> {
          var drawn = new ArrayList<Drawn>();
          for (PictureTask task : tasks) {
            if (task.trajectory().isDone()) {
              drawn.add(
                  new Drawn(
                      task,
                      decode(parts.coder(autoencoder), task),
                      steps.getOrDefault(task, List.of())));
            }
          }
          return drawn;
        });
  }

  private void denoise(UNet unet, Table table, List<PictureTask> tasks) {
    DrawingRequest any = tasks.getFirst().request();
    int side = parts.space().upscaling();
    var condition = new BatchCondition(unet.facts(), table.batch(), any.height(), any.width());
    var passengers = new ArrayList<Passenger>();
    for (Guest guest : table.guests()) {
      PictureTask task = tasks.get(guest.picture());
      task.condition(condition, guest.seat());
      if (progress.cancelledAt(task.commission()).isEmpty()) {
        passengers.add(
            new Passenger(guest.seat(), task.trajectory(), moved -> stepped(task, table, guest)));
      }
    }
    try (NDManager manager = scope.newSubManager();
        TextContext context = unet.context(manager, condition.gathered(manager))) {
      new DenoisingRun(unet, table.batch(), any.height() / side, any.width() / side)
          .run(manager, context, passengers);
    }
  }

  private boolean stepped(PictureTask task, Table table, Guest guest) {
    steps
        .computeIfAbsent(task, key -> new ArrayList<>())
        .add(
            new StepTrace(
                task.image(), task.trajectory().done() - 1, table.batch(), guest.seat().slot()));
    return progress.step(task);
  }

  private BufferedImage decode(PictureCoder coder, PictureTask task) {
    return coder.decode(
        scope, task.trajectory().latent(), task.request().width(), task.request().height());
  }
}
