package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** Reads reference tensors from a safetensors file, which may be kept compressed. */
public final class GoldenTensors implements AutoCloseable {
  private final SafetensorsFile file;

  public GoldenTensors(Path path) throws InvalidCheckpointException {
    this.file = SafetensorsFile.open(unpacked(path));
  }

  /** The file, or what is unpacked of one that has the ending {@code .gz} as well. */
  static Path unpacked(Path path) {
    Path packed = Path.of(path + ".gz");
    if (!Files.exists(packed)) {
      return path;
    }
    try (var input = new GZIPInputStream(Files.newInputStream(packed))) {
      Path file = Files.createTempFile("golden", ".safetensors");
      file.toFile().deleteOnExit();
      Files.copy(input, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public float[] floats(String name) throws InvalidCheckpointException {
    ByteBuffer bytes = file.map(file.tensor(name).orElseThrow());
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  public long[] integers(String name) throws InvalidCheckpointException {
    ByteBuffer bytes = file.map(file.tensor(name).orElseThrow());
    int[] values = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(values);
    return java.util.Arrays.stream(values).asLongStream().toArray();
  }

  public byte[] bytes(String name) throws InvalidCheckpointException {
    ByteBuffer mapped = file.map(file.tensor(name).orElseThrow());
    byte[] values = new byte[mapped.remaining()];
    mapped.get(values);
    return values;
  }

  @Override
  public void close() {
    file.close();
  }
}
