package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a checkpoint with weights of 8 bits: about half the size of float16. Matrices and
 * convolutions become int8 with a float16 scale for each output row; vectors become float16.
 */
public final class Quantiser {
  private Quantiser() {}

  /**
   * Quantises the checkpoint at {@code source}, of any family and layout, into the folder {@code
   * target} in the diffusers layout.
   *
   * @throws InvalidCheckpointException when the source cannot be used or is of 8 bits already
   * @throws IOException when the target is not empty or cannot be written
   */
  public static void quantise(Path source, Path target)
      throws InvalidCheckpointException, IOException {
    quantise(Checkpoint.open(source).layout(), target);
  }

  /**
   * Quantises the checkpoint in one file with the configurations of a folder.
   *
   * @throws InvalidCheckpointException when the source cannot be used or is of 8 bits already
   * @throws IOException when the target is not empty or cannot be written
   */
  public static void quantise(Path file, Path configurationFolder, Path target)
      throws InvalidCheckpointException, IOException {
    quantise(Checkpoint.open(file, configurationFolder).layout(), target);
  }

  private static void quantise(Layout layout, Path target)
      throws InvalidCheckpointException, IOException {
    requireEmpty(target);
    for (String name : layout.index().networks().keySet()) {
      try (Component network = layout.network(name)) {
        requireFloats(name, network);
      }
    }
    layout.writeConfiguration(target);
    for (String name : layout.index().networks().keySet()) {
      String file = name.startsWith("text") ? "model" : "diffusion_pytorch_model";
      try (Component network = layout.network(name)) {
        quantise(network, target.resolve(name).resolve(file + ".safetensors"));
      }
    }
  }

  private static void requireFloats(String name, Component network)
      throws InvalidCheckpointException {
    for (Map.Entry<String, TensorView> weight : network.views().entrySet()) {
      if (!weight.getValue().type().isReadableAsFloat()) {
        throw new InvalidCheckpointException(
            "%s: weight %s is of 8 bits already: quantise the original"
                .formatted(name, weight.getKey()));
      }
    }
  }

  private static void requireEmpty(Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(target)) {
      if (files.findAny().isPresent()) {
        throw new IOException(target + " is not empty");
      }
    }
  }

  private static void quantise(Component network, Path target)
      throws InvalidCheckpointException, IOException {
    var writer = new SafetensorsWriter("pt");
    for (Map.Entry<String, TensorView> weight : network.views().entrySet()) {
      add(writer, weight.getKey(), weight.getValue());
    }
    writer.write(target);
  }

  private static void add(SafetensorsWriter writer, String name, TensorView view) {
    List<Long> shape = view.shape();
    if (shape.size() < 2) {
      writer.add(name, ElementType.F16, shape, () -> float16(view.floats()));
      return;
    }
    int rows = Math.toIntExact(shape.getFirst());
    writer.add(name, ElementType.I8, shape, () -> RowQuantisation.of(view.floats(), rows).values());
    writer.add(
        name + Weights.SCALE,
        ElementType.F16,
        shape.subList(0, 1),
        () -> bytes(RowQuantisation.of(view.floats(), rows).scales()));
  }

  private static byte[] float16(float[] values) {
    short[] halves = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      halves[i] = Float.floatToFloat16(values[i]);
    }
    return bytes(halves);
  }

  private static byte[] bytes(short[] halves) {
    ByteBuffer bytes =
        ByteBuffer.allocate(halves.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(halves);
    return bytes.array();
  }
}
