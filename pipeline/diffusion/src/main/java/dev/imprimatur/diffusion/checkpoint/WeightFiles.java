package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Finds the weight files of a component: one file, or the shards that an index names. */
final class WeightFiles {
  private static final List<String> NAMES = List.of("model", "diffusion_pytorch_model");
  private static final List<String> PICKLES =
      List.of("pytorch_model.bin", "diffusion_pytorch_model.bin");

  private WeightFiles() {}

  static List<Path> of(Path folder) throws InvalidCheckpointException {
    for (String name : NAMES) {
      Path index = folder.resolve(name + ".safetensors.index.json");
      if (Files.isRegularFile(index)) {
        return shards(folder, index);
      }
      Path single = folder.resolve(name + ".safetensors");
      if (Files.isRegularFile(single)) {
        return List.of(single);
      }
    }
    for (String pickle : PICKLES) {
      if (Files.exists(folder.resolve(pickle))) {
        throw new InvalidCheckpointException(
            folder.resolve(pickle)
                + " is a pickle, which can run code when it is read: convert it to safetensors");
      }
    }
    throw new InvalidCheckpointException(folder + " has no safetensors weights");
  }

  private static List<Path> shards(Path folder, Path index) throws InvalidCheckpointException {
    var names = new TreeSet<String>();
    for (JsonNode shard : JsonFile.read(index).path("weight_map")) {
      names.add(shard.asText());
    }
    if (names.isEmpty()) {
      throw new InvalidCheckpointException(index + " names no shard");
    }
    for (String name : names) {
      // A name with a separator could lead out of the checkpoint.
      if (!name.matches("[A-Za-z0-9._-]+\\.safetensors")) {
        throw new InvalidCheckpointException(index + " names a shard that is no plain file name");
      }
    }
    return names.stream().map(folder::resolve).toList();
  }
}
