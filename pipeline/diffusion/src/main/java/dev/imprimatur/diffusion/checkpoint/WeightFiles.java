package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the weight files of a network: one file, or the shards that an index names; of the full
 * variant, or else of the float16 variant.
 */
final class WeightFiles {
  private static final List<String> NAMES = List.of("model", "diffusion_pytorch_model");
  private static final List<String> PICKLES = List.of("pytorch_model", "diffusion_pytorch_model");
  private static final List<String> PICKLE_VARIANTS = List.of(".bin", ".fp16.bin");
  private static final int MAXIMUM_SHARDS = 1000;

  /** A name with a separator could lead out of the checkpoint. */
  private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors");

  private WeightFiles() {}

  /**
   * Names of the files, relative to {@code folder}; the index, where there is one, comes first.
   *
   * @param network the sub-folder
   */
  static List<String> of(CheckpointFolder folder, String network)
      throws InvalidCheckpointException {
    for (String name : NAMES) {
      String base = network + "/" + name;
      for (String index : indices(base)) {
        if (folder.has(index)) {
          return shards(folder, network, index);
        }
      }
    }
    for (String single : singles(network)) {
      if (folder.has(single)) {
        return List.of(single);
      }
    }
    throw none(folder, network);
  }

  private static List<String> indices(String base) {
    return List.of(
        base + ".safetensors.index.json",
        base + ".safetensors.index.fp16.json",
        base + ".fp16.safetensors.index.json");
  }

  private static List<String> singles(String network) {
    var singles = new ArrayList<String>();
    for (String variant : List.of("", ".fp16")) {
      NAMES.forEach(name -> singles.add(network + "/" + name + variant + ".safetensors"));
    }
    return singles;
  }

  private static List<String> shards(CheckpointFolder folder, String network, String index)
      throws InvalidCheckpointException {
    JsonNode map = folder.json(index).path("weight_map");
    var names = new TreeSet<String>();
    for (JsonNode shard : map) {
      String name = shard.asText();
      if (!SHARD.matcher(name).matches()) {
        throw new InvalidCheckpointException(
            folder.path().resolve(index) + " names a shard that is no plain file name");
      }
      names.add(network + "/" + name);
      if (names.size() > MAXIMUM_SHARDS) {
        throw new InvalidCheckpointException(
            folder.path().resolve(index) + " names more than " + MAXIMUM_SHARDS + " shards");
      }
    }
    if (names.isEmpty()) {
      throw new InvalidCheckpointException(folder.path().resolve(index) + " names no shard");
    }
    var files = new ArrayList<String>(List.of(index));
    files.addAll(names);
    return files;
  }

  private static InvalidCheckpointException none(CheckpointFolder folder, String network) {
    for (String pickle : PICKLES) {
      for (String variant : PICKLE_VARIANTS) {
        if (folder.has(network + "/" + pickle + variant)) {
          return Pickle.refused(folder.path().resolve(network + "/" + pickle + variant));
        }
      }
    }
    return new InvalidCheckpointException(
        folder.path().resolve(network) + " has no safetensors weights");
  }
}
