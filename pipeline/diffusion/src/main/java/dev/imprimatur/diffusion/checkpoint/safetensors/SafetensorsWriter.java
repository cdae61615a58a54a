package dev.imprimatur.diffusion.checkpoint.safetensors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a safetensors file; tensors stand in the order in which they were added. The bytes of a
 * tensor are asked for when it is written, so that a large file needs the memory of its largest
 * tensor.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private final ObjectNode header = JsonMapper.builder().build().createObjectNode();
  private final Map<String, Source> data = new LinkedHashMap<>();
  private long size;

  /** An empty file whose metadata says {@code format}. */
  public SafetensorsWriter(String format) {
    header.putObject("__metadata__").put("format", format);
  }

  /** Notes a text in the metadata. */
  public void note(String key, String text) {
    header.withObject("/__metadata__").put(key, text);
  }

  /** Gives the bytes of a tensor, little endian. */
  @FunctionalInterface
  public interface Source {
    /** All bytes of the tensor. */
    byte[] bytes() throws InvalidCheckpointException;
  }

  /** Adds a tensor; {@code bytes} are little endian. */
  public void add(String name, ElementType type, List<Long> shape, byte[] bytes) {
    add(name, type, shape, () -> bytes);
  }

  /** Adds a tensor whose bytes are asked for when the file is written. */
  public void add(String name, ElementType type, List<Long> shape, Source source) {
    long bytes = shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
    ObjectNode entry = header.putObject(name).put("dtype", type.name());
    var dimensions = entry.putArray("shape");
    shape.forEach(dimensions::add);
    entry.putArray("data_offsets").add(size).add(size + bytes);
    data.put(name, source);
    size += bytes;
  }

  /**
   * Writes the file.
   *
   * @throws InvalidCheckpointException when a source cannot be read
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException, InvalidCheckpointException {
    String json = header.toString();
    byte[] text =
        (json + " ".repeat(Math.floorMod(-json.length(), ALIGNMENT)))
            .getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(text.length)
              .array());
      out.write(text);
      for (Map.Entry<String, Source> tensor : data.entrySet()) {
        out.write(tensor.getValue().bytes());
      }
    }
  }
}
