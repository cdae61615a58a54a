package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A checkpoint folder in the diffusers layout. */
public final class Checkpoint {
  private static final List<String> PIPELINES =
      List.of("StableDiffusionPipeline", "StableDiffusionXLPipeline");

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
    if (!PIPELINES.contains(pipeline)) {
      throw new InvalidCheckpointException(
          folder
              + "/model_index.json: the pipeline is '"
              + pipeline
              + "', but must be one of "
              + String.join(", ", PIPELINES));
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

  /** Whether the checkpoint has that part. */
  public boolean has(String name) {
    return Files.isDirectory(folder.resolve(name));
  }

  /** Whether a negative prompt that was not given is zeros, and not an empty text. */
  public boolean zerosForAbsentPrompt() throws InvalidCheckpointException {
    return JsonFile.read(folder.resolve("model_index.json"))
        .path("force_zeros_for_empty_prompt")
        .asBoolean(true);
  }

  /** The folder of vocabulary and merges: {@code tokenizer} or {@code tokenizer_2}. */
  public Path tokenizer(String name) {
    return folder.resolve(name);
  }

  /**
   * SHA-256, in lower-case hex, over a line {@code <path> <sha256 of the file>} for each file that
   * takes part in drawing, in the order of the paths.
   */
  public String hash() throws InvalidCheckpointException {
    return FolderHash.of(folder);
  }
}
