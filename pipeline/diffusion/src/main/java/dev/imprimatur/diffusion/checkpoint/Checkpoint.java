package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Stable Diffusion checkpoint (1.x, 2.x or XL), which has been compared as a whole with its
 * configuration: every network is there, with exactly the weights that it needs.
 */
public final class Checkpoint {
  private final Layout layout;

  private Checkpoint(Layout layout) {
    this.layout = layout;
  }

  /**
   * The checkpoint in a folder of the diffusers layout. Headers and configurations are read and
   * compared; weights are not read.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  public static Checkpoint open(Path path) throws InvalidCheckpointException {
    if (Pickle.isNamedLikeOne(path)) {
      throw Pickle.refused(path);
    }
    Layout layout = FolderLayout.open(path);
    Consistency.check(layout);
    return new Checkpoint(layout);
  }

  /** Whether there is a part of that name, for example {@code text_encoder_2}. */
  public boolean has(String part) {
    return layout.index().has(part);
  }

  /** One network: {@code text_encoder}, {@code text_encoder_2}, {@code unet} or {@code vae}. */
  public Component component(String name) throws InvalidCheckpointException {
    return layout.network(name);
  }

  /** The scheduler's configuration. */
  public JsonNode schedulerConfig() throws InvalidCheckpointException {
    return layout.scheduler();
  }

  /** One tokenizer: {@code tokenizer} or {@code tokenizer_2}. */
  public ClipTokenizer tokenizer(String name) throws InvalidCheckpointException {
    return layout.tokenizer(name);
  }

  /** Whether a negative prompt that was not given is zeros, and not an empty text. */
  public boolean zerosForAbsentPrompt() {
    return layout.index().zerosForAbsentPrompt();
  }

  /** Every file that takes part in drawing, by its name in the checkpoint. */
  public SortedMap<String, Path> files() throws InvalidCheckpointException {
    return layout.files();
  }

  /**
   * SHA-256, in lower-case hex, over a line {@code <path> <sha256 of the file>} for each file that
   * takes part in drawing, in the order of the paths.
   */
  public String hash() throws InvalidCheckpointException {
    var hashes = new TreeMap<String, String>();
    for (Map.Entry<String, Path> file : layout.files().entrySet()) {
      hashes.put(file.getKey(), FileHash.of(file.getValue()));
    }
    return FileHash.ofLines(hashes);
  }

  Layout layout() {
    return layout;
  }
}
