package dev.imprimatur.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The reference tensors of {@code make_pictures.py}, in the safetensors layout: the header's length
 * in 8 bytes, the header in JSON, the numbers.
 */
final class GoldenTensors {
  private final byte[] file;
  private final int numbers;
  private final JsonNode header;

  GoldenTensors(Path packed) throws IOException {
    try (var input = new GZIPInputStream(Files.newInputStream(packed))) {
      file = input.readAllBytes();
    }
    int length = Math.toIntExact(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong());
    numbers = Long.BYTES + length;
    header = JsonMapper.builder().build().readTree(file, Long.BYTES, length);
  }

  float[] floats(String name) {
    var values = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] floats = new float[values.remaining()];
    values.get(floats);
    return floats;
  }

  byte[] bytes(String name) {
    JsonNode place = header.required(name).required("data_offsets");
    return Arrays.copyOfRange(
        file, numbers + place.get(0).intValue(), numbers + place.get(1).intValue());
  }
}
