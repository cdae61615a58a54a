package dev.imprimatur.worker.tool;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.CheckpointSummary;
import dev.imprimatur.diffusion.checkpoint.NetworkSummary;
import dev.imprimatur.worker.shelf.ModelPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checkpoint is, as far as a model's card and people are told.
 *
 * @param family for people
 * @param inpainting whether its network takes a mask and a picture with a hole
 * @param prediction what its network predicts
 * @param scheduler that it was published with
 * @param networks with their sizes
 * @param files that belong to it: where each lies, by its name in the checkpoint
 * @param settings proposed for its card
 */
record CheckpointFacts(
    String family,
    boolean inpainting,
    String prediction,
    String scheduler,
    List<NetworkSummary> networks,
    Map<String, String> files,
    ModelSettings settings) {
  private static final String PREVIEW = "preview.json";

  CheckpointFacts {
    networks = List.copyOf(networks);
    files = new TreeMap<>(files);
  }

  /** Describes a checkpoint, without reading its weights. */
  static CheckpointFacts of(ModelPlace place, Checkpoint checkpoint)
      throws InvalidCheckpointException {
    CheckpointSummary summary = checkpoint.summary();
    return new CheckpointFacts(
        summary.family().title(),
        summary.takesMask(),
        summary.prediction(),
        summary.scheduler(),
        summary.networks(),
        files(place.checkpoint(), checkpoint),
        ModelSettings.of(summary));
  }

  /** What decides how it draws, and the map of its previews. */
  private static Map<String, String> files(Path path, Checkpoint checkpoint)
      throws InvalidCheckpointException {
    var files = new TreeMap<String, String>();
    checkpoint.files().forEach((name, file) -> files.put(name, file.toString()));
    Path preview = path.resolve(PREVIEW);
    if (Files.exists(preview)) {
      files.put(PREVIEW, preview.toString());
    }
    return files;
  }
}
