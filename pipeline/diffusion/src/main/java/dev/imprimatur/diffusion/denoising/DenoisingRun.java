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
 * seat. At a fixed shape a sample's result does not depend on what else is in the batch, and guided
 * pictures share no batch with others, so shape and slot are all that a replay needs to know about
 * the company a picture had.
 */
public final class DenoisingRun {
  private final UNet unet;
  private final int batch;
  private final int height;
  private final int width;

  /**
   * A run.
   *
   * @param batch samples in every pass; seats that nobody takes hold zeros, seats that somebody
   *     left what was there last
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
    int texts = textsOfSample(passengers);
    Shape shape = new Shape(batch / texts, unet.facts().inChannels(), height, width);
    float[] samples = new float[Math.toIntExact(shape.size())];
    float[] timesteps = new float[batch / texts];
    while (!travelling.isEmpty()) {
      for (Passenger passenger : travelling) {
        board(passenger, texts, samples, timesteps);
      }
      float[] output = unet.predict(parent, shape, samples, timesteps, context);
      int length = unet.facts().outChannels() * height * width;
      // Side by side, since a GPU waits for the slowest.
      travelling.parallelStream()
          .forEach(
              passenger -> passenger.trajectory().advance(passenger.seat().guided(output, length)));
      travelling.removeIf(passenger ->
          !passenger.observer().test(passenger.trajectory()) || passenger.trajectory().isDone());
    }
  }

  /** Puts a picture's latent where it sits. */
  private static void board(Passenger passenger, int texts, float[] samples, float[] timesteps) {
    Seat seat = passenger.seat();
    int size = samples.length / timesteps.length;
    int end = (seat.slot() + seat.samples()) / texts;
    for (int slot = seat.slot() / texts; slot < end; slot++) {
      passenger.trajectory().writeInput(samples, slot * size);
      timesteps[slot] = passenger.trajectory().timestep();
    }
  }

  /** Where all pictures are guided, the network makes two samples of one when it needs them. */
  private static int textsOfSample(List<Passenger> passengers) {
    return passengers.stream().allMatch(passenger -> passenger.seat().samples() == 2) ? 2 : 1;
  }
}
