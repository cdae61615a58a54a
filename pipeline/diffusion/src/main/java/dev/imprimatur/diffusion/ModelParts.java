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
import dev.imprimatur.diffusion.network.WeightForm;
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
  static ModelParts load(Checkpoint checkpoint, NDManager manager, ModelOptions options)
      throws InvalidCheckpointException {
    WeightForm form = options.form();
    try (Component denoiser = checkpoint.component("unet");
        Component vae = checkpoint.component("vae")) {
      UNetFacts facts = UNetFacts.of(denoiser.config());
      LatentSpace space = LatentSpace.of(vae);
      requireChannels(facts, space);
      WeightForm vaeForm = vae.config().path("force_upcast").asBoolean(false) ? upcast(form) : form;
      return new ModelParts(
          part(options, () -> prompts(checkpoint, manager, form)),
          part(options, () -> unet(checkpoint, manager, form)),
          part(options, () -> autoencoder(checkpoint, manager, vaeForm)),
          facts,
          space,
          facts.takesSizes() && checkpoint.zerosForAbsentPrompt(),
          options.tile());
    }
  }

  private static <T extends Releasable> Part<T> part(ModelOptions options, PartLoader<T> loader)
      throws InvalidCheckpointException {
    return switch (options.memory()) {
      case ROOMY -> new Part.Resident<>(loader.load());
      case LOW -> new Part.Visiting<>(loader);
    };
  }

  private static UNet unet(Checkpoint checkpoint, NDManager manager, WeightForm form)
      throws InvalidCheckpointException {
    try (Component component = checkpoint.component("unet")) {
      return UNet.load(manager, component, form);
    }
  }

  private static Autoencoder autoencoder(Checkpoint checkpoint, NDManager manager, WeightForm form)
      throws InvalidCheckpointException {
    try (Component component = checkpoint.component("vae")) {
      return Autoencoder.load(manager, component, form);
    }
  }

  /** Autoencoders that overflow in float16 say so. */
  private static WeightForm upcast(WeightForm form) {
    return switch (form) {
      case PACKED, FULL, MAPPED -> form;
      case HALF, SHORT -> WeightForm.FULL;
    };
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

  private static PromptEncoder prompts(Checkpoint checkpoint, NDManager manager, WeightForm form)
      throws InvalidCheckpointException {
    var towers = new ArrayList<Tower>();
    for (String suffix : List.of("", "_2")) {
      if (checkpoint.has("text_encoder" + suffix)) {
        try (Component text = checkpoint.component("text_encoder" + suffix)) {
          towers.add(
              new Tower(
                  checkpoint.tokenizer("tokenizer" + suffix),
                  TextEncoder.load(manager, text, form)));
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
