package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.lora.WeightedLora;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * The checkpoint in a folder of the diffusers layout, or in one safetensors file of CompVis's.
   * Headers and configurations are read and compared; weights are not read.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  public static Checkpoint open(Path path) throws InvalidCheckpointException {
    if (Pickle.isNamedLikeOne(path)) {
      throw Pickle.refused(path);
    }
    return checked(
        Files.isRegularFile(path)
            ? SingleFileLayout.open(path, Optional.empty())
            : FolderLayout.open(path));
  }

  /**
   * The checkpoint in one safetensors file, whose configurations are those of a folder: a diffusers
   * layout that needs no weights, and no tokenizers where CLIP's own vocabulary is meant.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  public static Checkpoint open(Path file, Path configurationFolder)
      throws InvalidCheckpointException {
    if (Pickle.isNamedLikeOne(file)) {
      throw Pickle.refused(file);
    }
    FolderLayout configuration = FolderLayout.open(configurationFolder);
    return checked(SingleFileLayout.open(file, Optional.of(configuration)));
  }

  /**
   * The checkpoint with LoRAs merged into its networks as they are loaded.
   *
   * @param loras in the order in which they are added
   * @throws InvalidCheckpointException naming the file and the first key that matches nothing in
   *     the checkpoint, or does not fit what it matches
   */
  public Checkpoint with(List<WeightedLora> loras) throws InvalidCheckpointException {
    return loras.isEmpty() ? this : new Checkpoint(AdaptedLayout.open(layout, loras));
  }

  /** Whether there is a part of that name, for example {@code text_encoder_2}. */
  public boolean has(String part) {
    return layout.has(part);
  }

  /**
   * One network: {@code text_encoder}, {@code text_encoder_2}, {@code unet}, {@code vae} or {@code
   * safety_checker}.
   */
  public Component component(String name) throws InvalidCheckpointException {
    return layout.network(name);
  }

  /** The scheduler's configuration. */
  public JsonNode schedulerConfig() throws InvalidCheckpointException {
    return layout.scheduler();
  }

  /** The configuration of what prepares pictures for the safety checker. */
  public JsonNode featureExtractorConfig() throws InvalidCheckpointException {
    return layout.featureExtractor();
  }

  /** One tokenizer: {@code tokenizer} or {@code tokenizer_2}. */
  public ClipTokenizer tokenizer(String name) throws InvalidCheckpointException {
    return layout.tokenizer(name);
  }

  /** The class of the Diffusers pipeline that the checkpoint was saved from. */
  public String pipeline() {
    return layout.index().pipeline();
  }

  /** Whether a negative prompt that was not given is zeros, and not an empty text. */
  public boolean zerosForAbsentPrompt() {
    return layout.index().zerosForAbsentPrompt();
  }

  /**
   * Names of a file's tensors that belong to no network and are not read, such as copies that serve
   * training. Inside a network there is none: such a tensor is refused.
   */
  public List<String> unused() throws InvalidCheckpointException {
    return layout.unused();
  }

  /** What the checkpoint is, in a few words for people. */
  public CheckpointSummary summary() throws InvalidCheckpointException {
    return CheckpointSummary.of(layout);
  }

  /**
   * Every file that takes part in drawing or in the safety checker, by its name in the checkpoint.
   */
  public SortedMap<String, Path> files() throws InvalidCheckpointException {
    return layout.files();
  }

  /**
   * The hash that names the checkpoint without LoRAs: of a single file without a configuration
   * folder, the file's own SHA-256; else SHA-256, in lower-case hex, over a line {@code <path>
   * <sha256 of the file>} for each of {@link #files()}, in the order of the paths.
   */
  public String hash() throws InvalidCheckpointException {
    return hash(FileHash::of);
  }

  /** The same hash, of which the files that {@code cache} remembers are not read again. */
  public String hash(HashCache cache) throws InvalidCheckpointException {
    return hash(cache::of);
  }

  /**
   * The hash that names the checkpoint's own safety checker: SHA-256, in lower-case hex, over a
   * line {@code <path> <sha256 of the file>} for each of its files; nothing where it has none.
   */
  public Optional<String> safetyCheckerHash() throws InvalidCheckpointException {
    return safetyCheckerHash(FileHash::of);
  }

  /** The same hash, of which the files that {@code cache} remembers are not read again. */
  public Optional<String> safetyCheckerHash(HashCache cache) throws InvalidCheckpointException {
    return safetyCheckerHash(cache::of);
  }

  /** What the model is made of: the checkpoint and the LoRAs that are merged into it. */
  public ModelIdentity identity() throws InvalidCheckpointException {
    return identity(FileHash::of);
  }

  /** The same, of which the files that {@code cache} remembers are not read again. */
  public ModelIdentity identity(HashCache cache) throws InvalidCheckpointException {
    return identity(cache::of);
  }

  private ModelIdentity identity(Hashing hashing) throws InvalidCheckpointException {
    var merged = new ArrayList<ModelIdentity.Lora>();
    if (layout instanceof AdaptedLayout adapted) {
      for (WeightedLora lora : adapted.loras()) {
        merged.add(new ModelIdentity.Lora(hashing.of(lora.file()), lora.weight()));
      }
    }
    return new ModelIdentity(hash(hashing), merged);
  }

  private interface Hashing {
    String of(Path file) throws InvalidCheckpointException;
  }

  private String hash(Hashing hashing) throws InvalidCheckpointException {
    SortedMap<String, String> hashes = hashes(layout.files(), hashing);
    return hashes.size() == 1 ? hashes.values().iterator().next() : FileHash.ofLines(hashes);
  }

  private Optional<String> safetyCheckerHash(Hashing hashing) throws InvalidCheckpointException {
    SortedMap<String, String> hashes = hashes(layout.safetyCheckerFiles(), hashing);
    return hashes.isEmpty() ? Optional.empty() : Optional.of(FileHash.ofLines(hashes));
  }

  private static SortedMap<String, String> hashes(SortedMap<String, Path> files, Hashing hashing)
      throws InvalidCheckpointException {
    var hashes = new TreeMap<String, String>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      hashes.put(file.getKey(), hashing.of(file.getValue()));
    }
    return hashes;
  }

  private static Checkpoint checked(Layout layout) throws InvalidCheckpointException {
    Consistency.check(layout);
    return new Checkpoint(layout);
  }

  Layout layout() {
    return layout;
  }
}
