package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.conditioning.PromptEncoder;
import dev.imprimatur.diffusion.conditioning.PromptEncoder.Tower;
import dev.imprimatur.diffusion.network.Autoencoder;
import dev.imprimatur.diffusion.network.LatentSpace;
import dev.imprimatur.diffusion.network.Releasable;
import dev.imprimatur.diffusion.network.TextEncoder;
import dev.imprimatur.diffusion.network.UNet;
import dev.imprimatur.diffusion.network.UNetFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of a checkpoint, and what its configurations say about them.
 *
 * @param zerosForAbsentPrompt whether a negative prompt that was not given is zeros
 * @param tile places of a latent along the side of the autoencoder's tiles
 */
record ModelParts(
    Part<PromptEncoder> prompts,
    Part<UNet> unet,
    Part<Autoencoder> autoencoder,
    UNetFacts unetFacts,
    LatentSpace space,
    boolean zerosForAbsentPrompt,
    int tile)
    implements Releasable {
  /** Pictures are cut above 1024 pixels with an upscaling of 8. */
  private static final int TILE = 128;

  static ModelParts load(Checkpoint checkpoint, NDManager manager)
      throws InvalidCheckpointException {
    try (Component denoiser = checkpoint.component("unet");
        Component vae = checkpoint.component("vae")) {
      UNetFacts facts = UNetFacts.of(denoiser.config());
      LatentSpace space = LatentSpace.of(vae);
      requireChannels(facts, space);
      return new ModelParts(
          new Part.Resident<>(prompts(checkpoint, manager)),
          new Part.Resident<>(UNet.load(manager, denoiser)),
          new Part.Resident<>(Autoencoder.load(manager, vae)),
          facts,
          space,
          facts.takesSizes() && checkpoint.zerosForAbsentPrompt(),
          TILE);
    }
  }

  /** Whether the network takes a mask and the latent of a picture with a hole. */
  boolean seesHoles() {
    return unetFacts.inChannels() > space.channels();
  }

  /** Pictures to latents and back. */
  PictureCoder coder(Autoencoder network) {
    return new PictureCoder(network, space, tile);
  }

  @Override
  public void close() {
    prompts.close();
    unet.close();
    autoencoder.close();
  }

  private static PromptEncoder prompts(Checkpoint checkpoint, NDManager manager)
      throws InvalidCheckpointException {
    var towers = new ArrayList<Tower>();
    for (String suffix : List.of("", "_2")) {
      if (checkpoint.has("text_encoder" + suffix)) {
        try (Component text = checkpoint.component("text_encoder" + suffix)) {
          towers.add(
              new Tower(
                  checkpoint.tokenizer("tokenizer" + suffix), TextEncoder.load(manager, text)));
        }
      }
    }
    if (towers.isEmpty()) {
      throw new InvalidCheckpointException("the checkpoint has no text_encoder");
    }
    return new PromptEncoder(towers);
  }

  private static void requireChannels(UNetFacts unet, LatentSpace space)
      throws InvalidCheckpointException {
    int latent = space.channels();
    boolean inpainting = unet.inChannels() == 2 * latent + 1;
    if (unet.outChannels() != latent || (unet.inChannels() != latent && !inpainting)) {
      throw new InvalidCheckpointException(
          "the unet takes %d channels and gives %d, but latents have %d"
              .formatted(unet.inChannels(), unet.outChannels(), latent));
    }
  }
}
