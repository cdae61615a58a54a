package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The diffusers layout: a folder for each part. */
final class FolderLayout implements Layout {
  private static final String SCHEDULER = "scheduler/scheduler_config.json";
  private static final List<String> TOKENIZER_FILES =
      List.of("merges.txt", "special_tokens_map.json", "tokenizer_config.json", "vocab.json");

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
  public Component network(String name) throws InvalidCheckpointException {
    Architecture architecture = index.networks().get(name);
    if (architecture == null) {
      throw new InvalidCheckpointException("the checkpoint has no network " + name);
    }
    JsonNode config = folder.json(name + "/config.json");
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

  @Override
  public JsonNode scheduler() throws InvalidCheckpointException {
    return folder.json(SCHEDULER);
  }

  @Override
  public ClipTokenizer tokenizer(String name) throws InvalidCheckpointException {
    for (String file : TOKENIZER_FILES) {
      folder.file(name + "/" + file);
    }
    return ClipTokenizer.read(folder.path().resolve(name));
  }

  @Override
  public SortedMap<String, Path> files() throws InvalidCheckpointException {
    var names = new ArrayList<String>(List.of(ModelIndex.FILE, SCHEDULER));
    for (String tokenizer : index.tokenizers()) {
      TOKENIZER_FILES.forEach(file -> names.add(tokenizer + "/" + file));
    }
    for (String network : index.networks().keySet()) {
      names.add(network + "/config.json");
      names.addAll(WeightFiles.of(folder, network));
    }
    var files = new TreeMap<String, Path>();
    for (String name : names) {
      files.put(name, folder.file(name));
    }
    return files;
  }

  @Override
  public void writeConfiguration(Path target) throws IOException, InvalidCheckpointException {
    for (Map.Entry<String, Path> file : files().entrySet()) {
      String name = file.getKey();
      if (!WeightFiles.isOne(name)) {
        Path copy = target.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(file.getValue(), copy);
      }
    }
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
