package dev.imprimatur.diffusion.noise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads what {@code make_noise_golden.py} wrote. */
final class NoiseGolden {
  private NoiseGolden() {}

  static JsonNode read() {
    Path file = Path.of("src/test/resources/golden/noise/noise.json.gz");
    try (var input = new GZIPInputStream(Files.newInputStream(file))) {
      return JsonMapper.builder().build().readTree(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.path(i).asDouble();
    }
    return values;
  }
}
