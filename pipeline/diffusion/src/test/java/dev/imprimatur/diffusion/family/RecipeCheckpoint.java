package dev.imprimatur.diffusion.family;

import dev.imprimatur.diffusion.EmbeddedModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Writes the tiny checkpoint of a family into a folder: the stored configurations, the embedded
 * model's vocabulary, and weights by {@link Recipe}.
 */
public final class RecipeCheckpoint {
  /** What {@code make_families.py} wrote. */
  public static final Path FAMILIES = Path.of("src/test/resources/golden/families");

  private RecipeCheckpoint() {}

  /**
   * A weight of a family.
   *
   * @param component for example {@code unet}
   */
  public record Weight(String component, String name, List<Long> shape) {
    /** Its numbers as little-endian float32. */
    public byte[] bytes() {
      float[] values =
          Recipe.values(component, name, shape.stream().mapToLong(Long::longValue).toArray());
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return bytes.array();
    }
  }

  /** All weights of {@code family}. */
  public static List<Weight> weights(String family) throws IOException {
    return lines(FAMILIES.resolve(family).resolve("tensors.txt.gz")).stream()
        .map(RecipeCheckpoint::weight)
        .toList();
  }

  /** The lines of a compressed list. */
  static List<String> lines(Path list) throws IOException {
    try (var text =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(list)), StandardCharsets.UTF_8))) {
      return text.lines().toList();
    }
  }

  /** Writes {@code family} into {@code folder} in the diffusers layout. */
  public static Path write(String family, Path folder)
      throws IOException, InvalidCheckpointException {
    return write(family, folder, UnaryOperator.identity());
  }

  /** The same with other names for the weights, as older programs wrote them. */
  public static Path write(String family, Path folder, UnaryOperator<String> names)
      throws IOException, InvalidCheckpointException {
    return write(family, folder, names, ElementType.F32, UnaryOperator.identity());
  }

  /**
   * The same with weights of another type.
   *
   * @param bytes of that type for those of float32
   */
  public static Path write(
      String family, Path folder, ElementType type, UnaryOperator<byte[]> bytes)
      throws IOException, InvalidCheckpointException {
    return write(family, folder, UnaryOperator.identity(), type, bytes);
  }

  private static Path write(
      String family,
      Path folder,
      UnaryOperator<String> names,
      ElementType type,
      UnaryOperator<byte[]> bytes)
      throws IOException, InvalidCheckpointException {
    copyConfigurations(FAMILIES.resolve(family), folder);
    Map<String, SafetensorsWriter> files = new LinkedHashMap<>();
    for (Weight weight : weights(family)) {
      files
          .computeIfAbsent(weight.component(), component -> new SafetensorsWriter("pt"))
          .add(names.apply(weight.name()), type, weight.shape(), bytes.apply(weight.bytes()));
    }
    for (var file : files.entrySet()) {
      boolean text = file.getKey().startsWith("text_encoder");
      file.getValue()
          .write(
              folder
                  .resolve(file.getKey())
                  .resolve((text ? "model" : "diffusion_pytorch_model") + ".safetensors"));
    }
    return folder;
  }

  private static void copyConfigurations(Path family, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(family)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        Path target = folder.resolve(family.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    for (String tokenizer : List.of("tokenizer", "tokenizer_2")) {
      if (Files.isDirectory(folder.resolve(tokenizer))) {
        for (String file : List.of("vocab.json", "merges.txt")) {
          Files.copy(
              EmbeddedModel.FOLDER.resolve("tokenizer").resolve(file),
              folder.resolve(tokenizer).resolve(file));
        }
      }
    }
  }

  private static Weight weight(String line) {
    String[] parts = line.split(" ");
    return new Weight(
        parts[0], parts[1], Arrays.stream(parts[2].split("x")).map(Long::valueOf).toList());
  }
}
