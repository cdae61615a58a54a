package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a safetensors file; tensors stand in the order in which they were added. */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private final ObjectNode header = JsonMapper.builder().build().createObjectNode();
  private final List<byte[]> data = new ArrayList<>();
  private long size;

  /** An empty file whose metadata says {@code format}. */
  public SafetensorsWriter(String format) {
    header.putObject("__metadata__").put("format", format);
  }

  /** Adds a tensor; {@code bytes} are little endian. */
  public void add(String name, ElementType type, List<Long> shape, byte[] bytes) {
    ObjectNode entry = header.putObject(name).put("dtype", type.name());
    var dimensions = entry.putArray("shape");
    shape.forEach(dimensions::add);
    entry.putArray("data_offsets").add(size).add(size + bytes.length);
    data.add(bytes);
    size += bytes.length;
  }

  /** Writes the file. */
  public void write(Path file) throws IOException {
    String json = header.toString();
    byte[] text =
        (json + " ".repeat(Math.floorMod(-json.length(), ALIGNMENT)))
            .getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(text.length)
              .array());
      out.write(text);
      for (byte[] bytes : data) {
        out.write(bytes);
      }
    }
  }
}
