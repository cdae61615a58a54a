package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The diffusers layout: a folder for each part. */
final class FolderLayout implements Layout {
  private static final String CONFIG = "/config.json";
  private static final String SCHEDULER = "scheduler/scheduler_config.json";
  private static final String EXTRACTOR = "feature_extractor/preprocessor_config.json";

  private final CheckpointFolder folder;
  private final ModelIndex index;

  private FolderLayout(CheckpointFolder folder, ModelIndex index) {
    this.folder = folder;
    this.index = index;
  }

  static FolderLayout open(Path path) throws InvalidCheckpointException {
    CheckpointFolder folder = CheckpointFolder.open(path);
    return new FolderLayout(folder, ModelIndex.of(folder.json(ModelIndex.FILE)));
  }

  @Override
  public ModelIndex index() {
    return index;
  }

  @Override
  public boolean has(String part) {
    return index.has(part) && folder.has(part);
  }

  @Override
  public Component network(String name) throws InvalidCheckpointException {
    Architecture architecture = index.architecture(name);
    JsonNode config = config(name);
    Map<String, List<Long>> expected = architecture.weights(name, config);
    var files = new ArrayList<SafetensorsFile>();
    try {
      for (String file : WeightFiles.of(folder, name)) {
        if (file.endsWith(".safetensors")) {
          files.add(SafetensorsFile.open(folder.file(file)));
        }
      }
      Weights weights = Weights.of(name, expected, tensors(name, architecture, files));
      return new Component(name, config, weights, files);
    } catch (InvalidCheckpointException e) {
      files.forEach(SafetensorsFile::close);
      throw e;
    }
  }

  /** Of the class that the index names; the file may still name the one that it was saved from. */
  @Override
  public JsonNode scheduler() throws InvalidCheckpointException {
    JsonNode config = folder.json(SCHEDULER);
    return index
        .schedulerClass()
        .<JsonNode>map(name -> ((ObjectNode) config.deepCopy()).put("_class_name", name))
        .orElse(config);
  }

  @Override
  public JsonNode featureExtractor() throws InvalidCheckpointException {
    return folder.json(EXTRACTOR);
  }

  @Override
  public ClipTokenizer tokenizer(String name) throws InvalidCheckpointException {
    for (String file : tokenizerFiles(name)) {
      folder.file(file);
    }
    return ClipTokenizer.read(folder.path().resolve(name));
  }

  @Override
  public SortedMap<String, Path> safetyCheckerFiles() throws InvalidCheckpointException {
    var files = new TreeMap<String, Path>();
    if (has(ModelIndex.SAFETY_CHECKER)) {
      addWeights(ModelIndex.SAFETY_CHECKER, files);
      for (String name : List.of(EXTRACTOR, ModelIndex.SAFETY_CHECKER + CONFIG)) {
        files.put(name, folder.file(name));
      }
    }
    return files;
  }

  @Override
  public SortedMap<String, Path> files() throws InvalidCheckpointException {
    SortedMap<String, Path> files = configurationFiles(tokenizer -> true);
    for (String network : index.networks().keySet()) {
      addWeights(network, files);
    }
    files.putAll(safetyCheckerFiles());
    return files;
  }

  private void addWeights(String network, Map<String, Path> files)
      throws InvalidCheckpointException {
    for (String name : WeightFiles.of(folder, network)) {
      files.put(name, folder.file(name));
    }
  }

  /**
   * Everything but the weights, by the name under which it is hashed.
   *
   * @param tokenizers which of the tokenizers belong to it
   */
  SortedMap<String, Path> configurationFiles(Predicate<String> tokenizers)
      throws InvalidCheckpointException {
    var names = new ArrayList<String>(List.of(ModelIndex.FILE, SCHEDULER));
    index.networks().keySet().forEach(network -> names.add(network + CONFIG));
    index.tokenizers().stream()
        .filter(tokenizers)
        .forEach(tokenizer -> names.addAll(tokenizerFiles(tokenizer)));
    var files = new TreeMap<String, Path>();
    for (String name : names) {
      files.put(name, folder.file(name));
    }
    return files;
  }

  /** A network's configuration, with the defaults of what it leaves out. */
  JsonNode config(String network) throws InvalidCheckpointException {
    return DefaultConfig.completed(index.architecture(network), folder.json(network + CONFIG));
  }

  @Override
  public List<String> unused() {
    return List.of();
  }

  @Override
  public void writeConfiguration(Path target) throws IOException, InvalidCheckpointException {
    copy(configurationFiles(tokenizer -> true), target);
    copy(safetyCheckerFiles(), target);
  }

  /** Copies files to their names below {@code target}. */
  static void copy(Map<String, Path> files, Path target) throws IOException {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path copy = target.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.copy(file.getValue(), copy);
    }
  }

  /** The files of which the tokenizer is read; {@code tokenizer.json} where it stands alone. */
  private List<String> tokenizerFiles(String name) {
    var files = new ArrayList<String>();
    for (String optional :
        List.of("added_tokens.json", "special_tokens_map.json", "tokenizer_config.json")) {
      if (folder.has(name + "/" + optional)) {
        files.add(name + "/" + optional);
      }
    }
    boolean alone = !folder.has(name + "/vocab.json") && folder.has(name + "/tokenizer.json");
    (alone ? List.of("tokenizer.json") : List.of("merges.txt", "vocab.json"))
        .forEach(file -> files.add(name + "/" + file));
    return files;
  }

  private static Map<String, TensorView> tensors(
      String network, Architecture architecture, List<SafetensorsFile> files)
      throws InvalidCheckpointException {
    var tensors = new TreeMap<String, TensorView>();
    for (SafetensorsFile file : files) {
      for (String name : file.names()) {
        Optional<String> canonical = CanonicalNames.of(architecture, name);
        if (canonical.isPresent()) {
          TensorView view = new TensorView(file, file.tensor(name).orElseThrow());
          if (tensors.put(canonical.get(), view) != null) {
            throw new InvalidCheckpointException(
                network + ": the weight " + canonical.get() + " is there twice");
          }
        }
      }
    }
    return tensors;
  }
}
