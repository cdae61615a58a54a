package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import dev.imprimatur.diffusion.checkpoint.compvis.CompVisFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import dev.imprimatur.diffusion.tokenizer.ClipVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One safetensors file in the layout of CompVis. What it does not say comes from a configuration
 * folder, where one is named: a diffusers layout without weights. Else it follows from the shapes
 * of the weights and from the models as they were published, and the vocabulary is CLIP's.
 */
final class SingleFileLayout implements Layout {
  private static final String SCHEDULER = "scheduler/scheduler_config.json";

  private final Path path;
  private final Family family;
  private final Optional<FolderLayout> configuration;
  private final ModelIndex index;

  private SingleFileLayout(
      Path path, Family family, Optional<FolderLayout> configuration, ModelIndex index) {
    this.path = path;
    this.family = family;
    this.configuration = configuration;
    this.index = index;
  }

  static SingleFileLayout open(Path path, Optional<FolderLayout> configuration)
      throws InvalidCheckpointException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      CompVisFile compVis = recognised(path, file);
      ModelIndex index =
          configuration.isPresent() ? configuration.get().index() : ModelIndex.of(compVis.index());
      if (!index.networks().keySet().equals(compVis.networks())) {
        throw new InvalidCheckpointException(
            path + " and the configuration folder are of different families");
      }
      return new SingleFileLayout(path, compVis.family(), configuration, index);
    }
  }

  @Override
  public ModelIndex index() {
    return index;
  }

  @Override
  public boolean has(String part) {
    return index.networks().containsKey(part)
        || index.tokenizers().contains(part)
        || part.equals("scheduler");
  }

  @Override
  public Component network(String name) throws InvalidCheckpointException {
    Architecture architecture = index.architecture(name);
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      CompVisFile compVis = recognised(path, file);
      JsonNode config = config(compVis, name);
      Map<String, List<Long>> expected = architecture.weights(name, config);
      Weights weights = Weights.of(name, expected, compVis.tensors(name, expected.keySet()));
      return new Component(name, config, weights, List.of(file));
    } catch (InvalidCheckpointException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public JsonNode scheduler() throws InvalidCheckpointException {
    if (configuration.isPresent()) {
      return configuration.get().scheduler();
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return recognised(path, file).scheduler();
    }
  }

  @Override
  public JsonNode featureExtractor() throws InvalidCheckpointException {
    throw new InvalidCheckpointException(path + " has no safety checker");
  }

  @Override
  public ClipTokenizer tokenizer(String name) throws InvalidCheckpointException {
    return hasTokenizer(name)
        ? configuration.orElseThrow().tokenizer(name)
        : vocabulary(name).tokenizer();
  }

  @Override
  public SortedMap<String, Path> safetyCheckerFiles() {
    return new TreeMap<>();
  }

  @Override
  public SortedMap<String, Path> files() throws InvalidCheckpointException {
    var files = new TreeMap<String, Path>();
    files.put("model.safetensors", path);
    if (configuration.isPresent()) {
      files.putAll(configuration.get().configurationFiles(this::hasTokenizer));
    }
    return files;
  }

  @Override
  public List<String> unused() throws InvalidCheckpointException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return recognised(path, file).outside();
    }
  }

  @Override
  public void writeConfiguration(Path target) throws IOException, InvalidCheckpointException {
    if (configuration.isPresent()) {
      FolderLayout.copy(configuration.get().configurationFiles(this::hasTokenizer), target);
    } else {
      try (SafetensorsFile file = SafetensorsFile.open(path)) {
        write(recognised(path, file), target);
      }
    }
    for (String tokenizer : index.tokenizers()) {
      if (!hasTokenizer(tokenizer)) {
        vocabulary(tokenizer).write(target.resolve(tokenizer));
      }
    }
  }

  private JsonNode config(CompVisFile file, String network) throws InvalidCheckpointException {
    return configuration.isPresent() ? configuration.get().config(network) : file.config(network);
  }

  private boolean hasTokenizer(String name) {
    return configuration.isPresent() && configuration.get().has(name);
  }

  /** The first encoder of XL is that of version 1. */
  private ClipVocabulary vocabulary(String tokenizer) {
    boolean zeros = family == Family.VERSION_2 || tokenizer.equals("tokenizer_2");
    return zeros ? ClipVocabulary.filledWithZeros() : ClipVocabulary.filledWithEnds();
  }

  private void write(CompVisFile file, Path target) throws IOException, InvalidCheckpointException {
    write(target.resolve(ModelIndex.FILE), file.index());
    write(target.resolve(SCHEDULER), file.scheduler());
    for (String network : index.networks().keySet()) {
      write(target.resolve(network).resolve("config.json"), file.config(network));
    }
  }

  private static void write(Path file, JsonNode json) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json)
            + "\n");
  }

  private static CompVisFile recognised(Path path, SafetensorsFile file)
      throws InvalidCheckpointException {
    try {
      return CompVisFile.of(file);
    } catch (InvalidCheckpointException e) {
      throw new InvalidCheckpointException(path + ": " + e.getMessage(), e);
    }
  }
}
