package dev.imprimatur.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.checkpoint.Quantiser;
import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Writes a checkpoint of Stable Diffusion 1.5's size with random weights in float16, so that speed
 * and memory can be measured without the real one.
 */
final class FullSizeCheckpoint {
  private static final Path CONFIGURATIONS = Path.of("src/test/resources/benchmark/sd1");
  private static final int CHUNK = 1 << 20;

  private FullSizeCheckpoint() {}

  /** Takes the folder to write to, and the one for a copy with 8 bits. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    write(folder);
    Quantiser.quantise(folder, Path.of(arguments[1]));
  }

  static void write(Path folder) throws Exception {
    copy(CONFIGURATIONS, folder);
    copy(EmbeddedModel.FOLDER.resolve("tokenizer"), folder.resolve("tokenizer"));
    write(folder, "text_encoder", Architecture.TEXT, "model");
    write(folder, "unet", Architecture.UNET, "diffusion_pytorch_model");
    write(folder, "vae", Architecture.AUTOENCODER, "diffusion_pytorch_model");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void write(Path folder, String component, Architecture architecture, String name)
      throws Exception {
    JsonMapper json = JsonMapper.builder().build();
    JsonNode config = json.readTree(folder.resolve(component + "/config.json").toFile());
    Map<String, List<Long>> weights = architecture.weights(component, config);
    ObjectNode header = json.createObjectNode();
    long end = 0;
    for (Map.Entry<String, List<Long>> weight : weights.entrySet()) {
      ObjectNode entry = header.putObject(weight.getKey()).put("dtype", "F16");
      weight.getValue().forEach(entry.putArray("shape")::add);
      long begin = end;
      end += Short.BYTES * numbers(weight.getValue());
      entry.putArray("data_offsets").add(begin).add(end);
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(component).resolve(name + ".safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.write(length.putLong(text.length).array());
      out.write(text);
      var random = new SplittableRandom(component.hashCode());
      for (List<Long> shape : weights.values()) {
        numbers(out, shape, random);
      }
    }
  }

  /** Matrices keep the size of what passes through them; vectors are near 1. */
  private static void numbers(OutputStream out, List<Long> shape, SplittableRandom random)
      throws IOException {
    long left = numbers(shape);
    double scale = shape.size() < 2 ? 0 : Math.sqrt(3.0 * shape.getFirst() / left);
    while (left > 0) {
      int count = (int) Math.min(left, CHUNK);
      ByteBuffer bytes = ByteBuffer.allocate(count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        double unit = random.nextInt(1 << 16) / 32768.0 - 1;
        bytes.putShort(Float.floatToFloat16((float) (scale == 0 ? 1 + unit / 5 : unit * scale)));
      }
      out.write(bytes.array());
      left -= count;
    }
  }

  private static long numbers(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
  }
}
