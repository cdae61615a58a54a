package dev.imprimatur.worker.tool;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a checkpoint is, as far as a model's card tells it.
 *
 * @param family by its networks
 * @param inpainting whether its network takes a mask and a picture with a hole
 * @param files that belong to it, relative to the checkpoint
 * @param settings proposed for its card
 */
record CheckpointFacts(
    Family family, boolean inpainting, List<String> files, ModelSettings settings) {
  private static final int WIDTH_OF_SD2_TEXT = 1024;
  private static final int LATENT_SIDE = 64;
  private static final String PREVIEW = "preview.json";

  CheckpointFacts {
    files = List.copyOf(files);
  }

  /**
   * Describes a checkpoint, without reading its weights.
   *
   * @param path where it lies
   */
  static CheckpointFacts of(Path path, Checkpoint checkpoint) throws InvalidCheckpointException {
    try (Component unet = checkpoint.component("unet");
        Component vae = checkpoint.component("vae")) {
      int scale = 1 << (vae.config().path("block_out_channels").size() - 1);
      int size = scale * unet.config().path("sample_size").asInt(LATENT_SIDE);
      Family family = family(checkpoint, unet);
      boolean inpainting = unet.integer("in_channels") > vae.integer("latent_channels");
      ModelSettings settings =
          checkpoint.schedulerConfig().path("_class_name").asText().equals("LCMScheduler")
              ? ModelSettings.ofConsistencyModel(
                  size, unet.config().hasNonNull("time_cond_proj_dim"))
              : ModelSettings.of(family, size);
      return new CheckpointFacts(family, inpainting, files(path, checkpoint), settings);
    }
  }

  private static Family family(Checkpoint checkpoint, Component unet)
      throws InvalidCheckpointException {
    if (checkpoint.has("text_encoder_2")) {
      return Family.SDXL;
    }
    return unet.integer("cross_attention_dim") == WIDTH_OF_SD2_TEXT ? Family.SD2 : Family.SD1;
  }

  /** What decides how it draws, and the map of its previews. */
  private static List<String> files(Path path, Checkpoint checkpoint)
      throws InvalidCheckpointException {
    var files = new ArrayList<>(checkpoint.files().keySet());
    if (Files.exists(path.resolve(PREVIEW))) {
      files.add(PREVIEW);
    }
    return files;
  }
}
