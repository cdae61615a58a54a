package dev.imprimatur.diffusion.family;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes the tiny checkpoint of a family in the single-file layout, from the lists that {@code
 * golden/singlefile/make_single_file.py} made with Diffusers' own conversion.
 */
public final class SingleFileRecipe {
  private static final Path LISTS = Path.of("src/test/resources/golden/singlefile");

  private SingleFileRecipe() {}

  /** The tensors of {@code family}. */
  public static SafetensorsWriter tensors(String family, UnaryOperator<String> names)
      throws IOException {
    Map<String, RecipeCheckpoint.Weight> weights =
        RecipeCheckpoint.weights(family).stream()
            .collect(
                Collectors.toMap(
                    weight -> weight.component() + " " + weight.name(), weight -> weight));
    var writer = new SafetensorsWriter("pt");
    String list = family.startsWith("sdxl") ? "sdxl" : family.substring(0, 3);
    for (String line : RecipeCheckpoint.lines(LISTS.resolve(list + ".txt.gz"))) {
      String[] parts = line.split(" ");
      List<RecipeCheckpoint.Weight> held =
          Arrays.stream(parts).skip(4).map(name -> weights.get(parts[0] + " " + name)).toList();
      // An inpainting network has the names of its family and a wider first layer.
      List<Long> shape =
          parts[3].equals("whole") && held.getFirst().name().equals("conv_in.weight")
              ? held.getFirst().shape()
              : Arrays.stream(parts[2].split("x")).map(Long::valueOf).toList();
      writer.add(names.apply(parts[1]), ElementType.F32, shape, () -> bytes(parts[3], shape, held));
    }
    return writer;
  }

  /** Writes {@code family} to {@code file}. */
  public static Path write(String family, Path file)
      throws IOException, InvalidCheckpointException {
    tensors(family, UnaryOperator.identity()).write(file);
    return file;
  }

  private static byte[] bytes(String form, List<Long> shape, List<RecipeCheckpoint.Weight> held) {
    if (form.equals("unused")) {
      return new byte[(int) (Float.BYTES * shape.stream().reduce(1L, (a, b) -> a * b))];
    }
    if (form.equals("transposed")) {
      return transposed(held.getFirst());
    }
    var bytes = new ByteArrayOutputStream();
    held.forEach(weight -> bytes.writeBytes(weight.bytes()));
    return bytes.toByteArray();
  }

  private static byte[] transposed(RecipeCheckpoint.Weight weight) {
    int rows = weight.shape().get(0).intValue();
    int columns = weight.shape().get(1).intValue();
    var values = ByteBuffer.wrap(weight.bytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        bytes.putFloat(values.get(row * columns + column));
      }
    }
    return bytes.array();
  }
}
