package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.lora.LoraFile;
import dev.imprimatur.diffusion.checkpoint.lora.WeightedLora;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A checkpoint whose networks come with LoRAs merged in, in the order of the list.
 *
 * @param base the checkpoint without them
 * @param loras what is merged
 * @param shapes of the base's weights, by network
 */
record AdaptedLayout(
    Layout base, List<WeightedLora> loras, Map<String, Map<String, List<Long>>> shapes)
    implements Layout {
  AdaptedLayout {
    loras = List.copyOf(loras);
  }

  /** Compares every LoRA with the checkpoint; nothing but headers is read. */
  static AdaptedLayout open(Layout base, List<WeightedLora> loras)
      throws InvalidCheckpointException {
    var shapes = new TreeMap<String, Map<String, List<Long>>>();
    for (String network : base.index().networks().keySet()) {
      try (Component component = base.network(network)) {
        shapes.put(network, component.shapes());
      }
    }
    for (WeightedLora lora : loras) {
      if (Pickle.isNamedLikeOne(lora.file())) {
        throw Pickle.refused(lora.file());
      }
      LoraFile.open(lora, shapes).close();
    }
    return new AdaptedLayout(base, loras, shapes);
  }

  @Override
  public Component network(String name) throws InvalidCheckpointException {
    Component component = base.network(name);
    if (!shapes.containsKey(name)) {
      return component;
    }
    var files = new ArrayList<LoraFile>();
    try {
      for (WeightedLora lora : loras) {
        files.add(LoraFile.open(lora, shapes));
      }
    } catch (InvalidCheckpointException e) {
      files.forEach(LoraFile::close);
      component.close();
      throw e;
    }
    return component.with(files);
  }

  @Override
  public ModelIndex index() {
    return base.index();
  }

  @Override
  public boolean has(String part) {
    return base.has(part);
  }

  @Override
  public JsonNode scheduler() throws InvalidCheckpointException {
    return base.scheduler();
  }

  @Override
  public JsonNode featureExtractor() throws InvalidCheckpointException {
    return base.featureExtractor();
  }

  @Override
  public ClipTokenizer tokenizer(String name) throws InvalidCheckpointException {
    return base.tokenizer(name);
  }

  @Override
  public SortedMap<String, Path> safetyCheckerFiles() throws InvalidCheckpointException {
    return base.safetyCheckerFiles();
  }

  @Override
  public SortedMap<String, Path> files() throws InvalidCheckpointException {
    return base.files();
  }

  @Override
  public List<String> unused() throws InvalidCheckpointException {
    return base.unused();
  }

  @Override
  public void writeConfiguration(Path folder) throws IOException, InvalidCheckpointException {
    base.writeConfiguration(folder);
  }
}
