package dev.imprimatur.diffusion.family;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes the LoRA file of a case of {@code golden/lora}. */
public final class LoraRecipe {
  /** What {@code make_lora.py} wrote. */
  public static final Path CASES = Path.of("src/test/resources/golden/lora");

  private LoraRecipe() {}

  /** Writes {@code name} to {@code file}. */
  public static Path write(String name, Path file) throws IOException, InvalidCheckpointException {
    return write(name, file, UnaryOperator.identity());
  }

  /** The same with some lines of the list changed; an empty line is left out. */
  public static Path write(String name, Path file, UnaryOperator<String> lines)
      throws IOException, InvalidCheckpointException {
    var writer = new SafetensorsWriter("pt");
    Path metadata = CASES.resolve(name + ".json");
    if (Files.exists(metadata)) {
      writer.note("lora_adapter_metadata", Files.readString(metadata));
    }
    for (String line : Files.readAllLines(CASES.resolve(name + ".txt"))) {
      String changed = lines.apply(line);
      if (!changed.isEmpty()) {
        add(writer, changed);
      }
    }
    writer.write(file);
    return file;
  }

  private static void add(SafetensorsWriter writer, String line) {
    String[] parts = line.split(" ");
    if (parts[1].equals("=")) {
      writer.add(parts[0], ElementType.F32, List.of(), bytes(Float.parseFloat(parts[2])));
    } else {
      long[] shape = Arrays.stream(parts[1].split("x")).mapToLong(Long::parseLong).toArray();
      writer.add(
          parts[0],
          ElementType.F32,
          Arrays.stream(shape).boxed().toList(),
          bytes(Recipe.values("lora", parts[0], shape)));
    }
  }

  private static byte[] bytes(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
