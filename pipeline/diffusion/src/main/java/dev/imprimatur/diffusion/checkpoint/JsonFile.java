package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the configuration files of a checkpoint. */
final class JsonFile {
  /** Python writes infinite numbers, such as a scheduler's {@code lambda_min_clipped}, as words. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final long MAXIMUM_SIZE = 64L << 20;

  private JsonFile() {}

  static JsonNode read(Path path) throws InvalidCheckpointException {
    if (!Files.isRegularFile(path)) {
      throw new InvalidCheckpointException(path + " is missing");
    }
    try {
      if (Files.size(path) > MAXIMUM_SIZE) {
        throw new InvalidCheckpointException(path + " is larger than 64 MiB");
      }
      JsonNode root = JSON.readTree(path.toFile());
      if (root != null && root.isObject()) {
        return root;
      }
      throw new InvalidCheckpointException(path + " is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new InvalidCheckpointException(path + " is not valid JSON", e);
    } catch (IOException e) {
      throw new InvalidCheckpointException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
