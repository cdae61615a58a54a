package dev.imprimatur.diffusion.checkpoint.compvis;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import java.util.Set;

/** Tells the family of a file in the single-file layout by its text encoders. */
final class Recognition {
  static final String CLIP = "cond_stage_model.transformer.";
  static final String OPEN_CLIP = "cond_stage_model.model.";
  static final String XL_CLIP = "conditioner.embedders.0.transformer.";
  static final String XL_OPEN_CLIP = "conditioner.embedders.1.model.";
  private static final String REFINER = "conditioner.embedders.0.model.";

  private Recognition() {}

  /**
   * The family of a file with tensors of those names.
   *
   * @throws InvalidCheckpointException when it is none, saying what it seems to be
   */
  static Family of(Set<String> names) throws InvalidCheckpointException {
    if (!has(names, UNetNaming.PREFIX)) {
      throw noCheckpoint(names);
    }
    if (has(names, REFINER) && !has(names, XL_OPEN_CLIP)) {
      throw new InvalidCheckpointException(
          "the checkpoint is a refiner, without a first text encoder: use the base checkpoint");
    }
    if (has(names, XL_OPEN_CLIP)) {
      return Family.XL;
    }
    if (has(names, OPEN_CLIP)) {
      return Family.VERSION_2;
    }
    if (has(names, CLIP)) {
      return Family.VERSION_1;
    }
    throw new InvalidCheckpointException(
        "the file has a denoising network of Stable Diffusion, but no text encoder");
  }

  private static InvalidCheckpointException noCheckpoint(Set<String> names) {
    return new InvalidCheckpointException(
        "the file is no checkpoint of Stable Diffusion 1, 2 or XL: " + guess(names));
  }

  private static String guess(Set<String> names) {
    if (has(names, "lora_unet_") || names.stream().anyMatch(name -> name.contains(".lora_A."))) {
      return "it is a LoRA, which is used with a checkpoint";
    }
    if (has(names, "down_blocks.") || has(names, "encoder.")) {
      return "it is one network of the diffusers layout: name the folder of the checkpoint";
    }
    return "it has no tensor " + UNetNaming.PREFIX + "*";
  }

  private static boolean has(Set<String> names, String prefix) {
    return names.stream().anyMatch(name -> name.startsWith(prefix));
  }
}
