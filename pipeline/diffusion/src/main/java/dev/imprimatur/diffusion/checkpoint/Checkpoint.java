package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkpoint folder in the diffusers layout. */
public final class Checkpoint {
  private final Path folder;

  private Checkpoint(Path folder) {
    this.folder = folder;
  }

  /** The checkpoint in {@code folder}, whose {@code model_index.json} is checked. */
  public static Checkpoint open(Path folder) throws InvalidCheckpointException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidCheckpointException(folder + " is not a folder");
    }
    String pipeline =
        JsonFile.read(folder.resolve("model_index.json")).path("_class_name").asText("");
    if (!pipeline.equals("StableDiffusionPipeline")) {
      throw new InvalidCheckpointException(
          folder
              + "/model_index.json: the pipeline is '"
              + pipeline
              + "', but must be StableDiffusionPipeline");
    }
    return new Checkpoint(folder);
  }

  /** One network: {@code text_encoder}, {@code unet} or {@code vae}. */
  public Component component(String name) throws InvalidCheckpointException {
    return Component.open(folder.resolve(name));
  }

  /** The scheduler's configuration. */
  public JsonNode schedulerConfig() throws InvalidCheckpointException {
    return JsonFile.read(folder.resolve("scheduler/scheduler_config.json"));
  }

  /** The folder of vocabulary and merges. */
  public Path tokenizer() {
    return folder.resolve("tokenizer");
  }

  /**
   * SHA-256, in lower-case hex, over a line {@code <path> <sha256 of the file>} for each file that
   * takes part in drawing, in the order of the paths.
   */
  public String hash() throws InvalidCheckpointException {
    return FolderHash.of(folder);
  }
}
