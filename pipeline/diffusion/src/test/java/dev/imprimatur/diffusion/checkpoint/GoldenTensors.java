package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Reads reference tensors from a safetensors file. */
public final class GoldenTensors implements AutoCloseable {
  private final SafetensorsFile file;

  public GoldenTensors(Path path) throws InvalidCheckpointException {
    this.file = SafetensorsFile.open(path);
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
