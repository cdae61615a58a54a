package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.conditioning.PromptEncoder;
import dev.imprimatur.diffusion.conditioning.PromptEncoder.Tower;
import dev.imprimatur.diffusion.network.Autoencoder;
import dev.imprimatur.diffusion.network.LatentSpace;
import dev.imprimatur.diffusion.network.Releasable;
import dev.imprimatur.diffusion.network.Residency;
import dev.imprimatur.diffusion.network.TextEncoder;
import dev.imprimatur.diffusion.network.UNet;
import dev.imprimatur.diffusion.network.UNetFacts;
import dev.imprimatur.diffusion.network.WeightForm;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of a checkpoint, and what its configurations say about them.
 *
 * @param components what networks that come and go are read from; closed where all stay
 * @param zerosForAbsentPrompt whether a negative prompt that was not given is zeros
 * @param tile pixels along the side of the autoencoder's tiles
 */
record ModelParts(
    OpenComponents components,
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
    var components = new OpenComponents(checkpoint);
    try {
      ModelParts parts = load(checkpoint, components, manager, options);
      if (options.memory() == MemoryMode.ROOMY) {
        components.close();
      }
      return parts;
    } catch (InvalidCheckpointException | RuntimeException e) {
      components.close();
      throw e;
    }
  }

  private static ModelParts load(
      Checkpoint checkpoint, OpenComponents components, NDManager manager, ModelOptions options)
      throws InvalidCheckpointException {
    WeightForm form = options.form();
    Component vae = components.component("vae");
    UNetFacts facts = UNetFacts.of(components.component("unet").config());
    LatentSpace space = LatentSpace.of(vae);
    requireChannels(facts, space);
    WeightForm vaeForm = vae.config().path("force_upcast").asBoolean(false) ? upcast(form) : form;
    return new ModelParts(
        components,
        part(
            options,
            components::giveBackPages,
            whole -> prompts(checkpoint, components, manager, form)),
        part(
            options,
            components::giveBackPages,
            residency -> UNet.load(manager, components.component("unet"), form, residency)),
        part(
            options,
            components::giveBackPages,
            whole ->
                Autoencoder.load(
                    manager, components.component("vae"), vaeForm, facts.takesSizes())),
        facts,
        space,
        facts.takesSizes() && checkpoint.zerosForAbsentPrompt(),
        options.tile());
  }

  /**
   * A part as the memory mode has it.
   *
   * @param afterwards what to do when it has left the device
   */
  static <T extends Releasable> Part<T> part(
      ModelOptions options, Runnable afterwards, PartLoader<T> loader)
      throws InvalidCheckpointException {
    return switch (options.memory()) {
      case ROOMY -> new Part.Resident<>(loader.load(Residency.WHOLE));
      case LOW -> new Part.Visiting<>(loader, Residency.WHOLE, afterwards);
    };
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
    components.close();
  }

  private static PromptEncoder prompts(
      Checkpoint checkpoint, OpenComponents components, NDManager manager, WeightForm form)
      throws InvalidCheckpointException {
    var towers = new ArrayList<Tower>();
    for (String suffix : List.of("", "_2")) {
      if (checkpoint.has("text_encoder" + suffix)) {
        towers.add(
            new Tower(
                checkpoint.tokenizer("tokenizer" + suffix),
                TextEncoder.load(manager, components.component("text_encoder" + suffix), form)));
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
