package dev.imprimatur.diffusion.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Component;

/**
 * The shape of an autoencoder's latents.
 *
 * @param channels of a latent
 * @param upscaling pixels for each place of a latent, along one side
 * @param width channels of the autoencoder's layers of the picture's size
 */
public record LatentSpace(int channels, int upscaling, int width) {
  private static final int MAXIMUM_BLOCKS = 8;

  /** As the configuration of a checkpoint's {@code vae} says. */
  public static LatentSpace of(Component component) throws InvalidCheckpointException {
    JsonNode widths = component.config().path("block_out_channels");
    int blocks = widths.size();
    if (blocks < 1 || blocks > MAXIMUM_BLOCKS) {
      throw new InvalidCheckpointException(
          "vae/config.json: block_out_channels must name 1 to " + MAXIMUM_BLOCKS + " blocks");
    }
    return new LatentSpace(
        component.integer("latent_channels"), 1 << (blocks - 1), widths.get(0).asInt());
  }
}
