package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a checkpoint with weights of 8 bits: about half the size of float16. Matrices and
 * convolutions become int8 with a float16 scale for each output row; vectors stay float16.
 */
public final class Quantiser {
  private static final List<String> NETWORKS = List.of("text_encoder", "unet", "vae");
  private static final List<String> FILES =
      List.of(
          "model_index.json",
          "scheduler/scheduler_config.json",
          "tokenizer/vocab.json",
          "tokenizer/merges.txt",
          "tokenizer/special_tokens_map.json",
          "tokenizer/tokenizer_config.json",
          "text_encoder/config.json",
          "unet/config.json",
          "vae/config.json");

  private Quantiser() {}

  /**
   * Quantises the checkpoint in {@code source}, of float16 or float32, into {@code target}.
   *
   * @throws InvalidCheckpointException when the source cannot be used
   * @throws IOException when the target cannot be written
   */
  public static void quantise(Path source, Path target)
      throws InvalidCheckpointException, IOException {
    Checkpoint.open(source);
    for (String file : FILES) {
      Path copy = target.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(source.resolve(file), copy);
    }
    for (String network : NETWORKS) {
      String name = network.equals("text_encoder") ? "model" : "diffusion_pytorch_model";
      quantiseNetwork(
          source.resolve(network), target.resolve(network).resolve(name + ".safetensors"));
    }
  }

  private static void quantiseNetwork(Path folder, Path target)
      throws InvalidCheckpointException, IOException {
    var writer = new SafetensorsWriter("pt");
    for (Path path : WeightFiles.of(folder)) {
      try (SafetensorsFile file = SafetensorsFile.open(path)) {
        for (String tensor : file.names()) {
          add(writer, file, tensor);
        }
      }
    }
    writer.write(target);
  }

  private static void add(SafetensorsWriter writer, SafetensorsFile file, String name)
      throws InvalidCheckpointException {
    StoredTensor stored = file.tensor(name).orElseThrow();
    if (stored.type() != ElementType.F16 && stored.type() != ElementType.F32) {
      throw new InvalidCheckpointException(
          "tensor " + name + " is of type " + stored.type() + ", not float16 or float32");
    }
    float[] values = RowQuantisation.floats(file.map(stored), stored.type());
    if (stored.shape().size() < 2) {
      writer.add(name, ElementType.F16, stored.shape(), float16(values));
      return;
    }
    int rows = Math.toIntExact(stored.shape().getFirst());
    RowQuantisation quantised = RowQuantisation.of(values, rows);
    writer.add(name, ElementType.I8, stored.shape(), quantised.values());
    writer.add(
        name + Component.SCALE, ElementType.F16, List.of((long) rows), bytes(quantised.scales()));
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
    for (short half : halves) {
      bytes.putShort(half);
    }
    return bytes.array();
  }
}
