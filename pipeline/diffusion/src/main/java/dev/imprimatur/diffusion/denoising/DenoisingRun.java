package dev.imprimatur.diffusion.denoising;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.network.TextContext;
import dev.imprimatur.diffusion.network.UNet;
import java.util.ArrayList;
import java.util.List;

/**
 * The story of a batch from noise to latents: in each pass the UNet predicts for every seat,
 * guidance mixes the predictions without the prompt and with it, and each picture's scheduler moves
 * it on.
 *
 * <p>The shape of the passes stays the same from the first to the last, and a picture keeps its
 * seat. At a fixed shape a sample's result does not depend on what else is in the batch, so shape
 * and slot are all that a replay needs to know about the company a picture had.
 */
public final class DenoisingRun {
  private final UNet unet;
  private final int batch;
  private final int height;
  private final int width;

  /**
   * A run.
   *
   * @param batch samples in every pass; seats that nobody takes are filled with zeros
   * @param height of the latents
   * @param width of the latents
   */
  public DenoisingRun(UNet unet, int batch, int height, int width) {
    this.unet = unet;
    this.batch = batch;
    this.height = height;
    this.width = width;
  }

  /**
   * Takes every passenger to the end, except those whose observer wants to stop.
   *
   * @param context of all seats
   */
  public void run(NDManager parent, TextContext context, List<Passenger> passengers) {
    List<Passenger> travelling = new ArrayList<>(passengers);
    travelling.removeIf(passenger -> passenger.trajectory().isDone());
    while (!travelling.isEmpty()) {
      pass(parent, context, travelling);
      travelling.removeIf(passenger ->
          !passenger.observer().test(passenger.trajectory()) || passenger.trajectory().isDone());
    }
  }

  private void pass(NDManager parent, TextContext context, List<Passenger> travelling) {
    int plane = height * width;
    int size = unet.facts().inChannels() * plane;
    int given = isOneForTwo(travelling) ? 1 : batch;
    float[] samples = new float[given * size];
    float[] timesteps = new float[given];
    for (Passenger passenger : travelling) {
      Seat seat = passenger.seat();
      int end = Math.min(given, seat.slot() + seat.samples());
      for (int slot = seat.slot(); slot < end; slot++) {
        passenger.trajectory().writeInput(samples, slot * size);
        timesteps[slot] = passenger.trajectory().timestep();
      }
    }
    Shape shape = new Shape(given, unet.facts().inChannels(), height, width);
    float[] output = unet.predict(parent, shape, samples, timesteps, context);
    int length = unet.facts().outChannels() * plane;
    for (Passenger passenger : travelling) {
      passenger.trajectory().advance(passenger.seat().guided(output, length));
    }
  }

  /** Whether all samples of a pass are those of one guided picture. */
  private boolean isOneForTwo(List<Passenger> travelling) {
    return unet.takesOneForTwo() && travelling.getFirst().seat().samples() == batch && batch == 2;
  }
}
