package dev.imprimatur.worker.tool;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
  private static final int DEPTH = 2;
  private static final List<String> PARTS =
      List.of(
          "model_index.json",
          "preview.json",
          "scheduler",
          "text_encoder",
          "text_encoder_2",
          "tokenizer",
          "tokenizer_2",
          "unet",
          "vae");

  CheckpointFacts {
    files = List.copyOf(files);
  }

  /**
   * Describes the checkpoint, without reading its weights.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  static CheckpointFacts of(Path path) throws InvalidCheckpointException, IOException {
    Checkpoint checkpoint = Checkpoint.open(path);
    try (Component unet = checkpoint.component("unet");
        Component vae = checkpoint.component("vae")) {
      int scale = 1 << (vae.config().path("block_out_channels").size() - 1);
      int size = scale * unet.config().path("sample_size").asInt(LATENT_SIDE);
      Family family = family(checkpoint, unet);
      boolean inpainting = unet.integer("in_channels") > vae.integer("latent_channels");
      return new CheckpointFacts(family, inpainting, files(path), ModelSettings.of(family, size));
    }
  }

  private static Family family(Checkpoint checkpoint, Component unet)
      throws InvalidCheckpointException {
    if (checkpoint.has("text_encoder_2")) {
      return Family.SDXL;
    }
    return unet.integer("cross_attention_dim") == WIDTH_OF_SD2_TEXT ? Family.SD2 : Family.SD1;
  }

  private static List<String> files(Path path) throws IOException {
    try (Stream<Path> tree = Files.walk(path, DEPTH)) {
      return tree.filter(Files::isRegularFile)
          .map(path::relativize)
          .filter(file -> PARTS.contains(file.getName(0).toString()))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
