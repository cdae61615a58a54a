package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the configuration files of a checkpoint: UTF-8, of bounded size and nesting. */
final class JsonFile {
  private static final long MAXIMUM_SIZE = 16L << 20;
  private static final int MAXIMUM_NESTING = 16;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAXIMUM_NESTING).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          // Python writes infinite numbers, such as a scheduler's lambda_min_clipped, as words.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  static JsonNode read(Path path) throws InvalidCheckpointException {
    if (!Files.isRegularFile(path)) {
      throw new InvalidCheckpointException(path + " is missing");
    }
    try {
      if (Files.size(path) > MAXIMUM_SIZE) {
        throw new InvalidCheckpointException(path + " is larger than 16 MiB");
      }
      JsonNode root = parse(path);
      if (root != null && root.isObject()) {
        return root;
      }
      throw new InvalidCheckpointException(path + " is not a JSON object");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new InvalidCheckpointException(path + " is not valid JSON at line " + line, e);
    } catch (CharacterCodingException e) {
      throw new InvalidCheckpointException(path + " is not UTF-8", e);
    } catch (IOException e) {
      throw new InvalidCheckpointException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static JsonNode parse(Path path) throws IOException {
    try (Reader text =
        new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder())) {
      return JSON.readTree(text);
    }
  }
}
