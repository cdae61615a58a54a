package dev.imprimatur.diffusion.checkpoint.safetensors;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A safetensors file: eight bytes with the header's length (little endian), the header, the data.
 * Tensors are mapped into memory one by one, so the file may be larger than 2 GiB.
 */
public final class SafetensorsFile implements AutoCloseable {
  private static final int LENGTH_BYTES = 8;
  private static final long MAXIMUM_HEADER = 32L << 20;

  private final Path path;
  private final FileChannel channel;
  private final SafetensorsHeader header;

  /**
   * By where they begin. Pages are given back only when the collector runs, so a network that comes
   * again must find those it had.
   */
  private final Map<Long, ByteBuffer> mapped = new ConcurrentHashMap<>();

  private SafetensorsFile(Path path, FileChannel channel, SafetensorsHeader header) {
    this.path = path;
    this.channel = channel;
    this.header = header;
  }

  /** Opens {@code path} and checks its header; no data is read. */
  public static SafetensorsFile open(Path path) throws InvalidCheckpointException {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      return new SafetensorsFile(path, channel, header(channel));
    } catch (IOException e) {
      close(channel);
      throw new InvalidCheckpointException(path + " cannot be read: " + e.getMessage(), e);
    } catch (InvalidCheckpointException e) {
      close(channel);
      throw new InvalidCheckpointException(path + ": " + e.getMessage(), e);
    }
  }

  /** The file itself. */
  public Path path() {
    return path;
  }

  /** Names of all tensors, in their order. */
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /** The tensor of that name. */
  public Optional<StoredTensor> tensor(String name) {
    return Optional.ofNullable(header.tensors().get(name));
  }

  /** What the writer noted beside the tensors. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** The bytes of {@code tensor}, mapped once while the file is open, little endian. */
  public ByteBuffer map(StoredTensor tensor) throws InvalidCheckpointException {
    if (tensor.bytes() > Integer.MAX_VALUE) {
      throw new InvalidCheckpointException(
          path + ": a tensor of " + tensor.shape() + " takes more than 2 GiB");
    }
    try {
      return mapped
          .computeIfAbsent(tensor.begin(), begin -> mapped(begin, tensor.bytes()))
          .duplicate()
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (UncheckedIOException e) {
      throw new InvalidCheckpointException(path + " cannot be mapped: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the bytes of {@code tensor} into {@code target}, little endian: for who changes them on
   * the way, since mapped pages would count until the collector lets go of them.
   *
   * @param target has room for exactly that many
   */
  public void read(StoredTensor tensor, ByteBuffer target) throws InvalidCheckpointException {
    try {
      long position = tensor.begin();
      while (target.hasRemaining()) {
        int count = channel.read(target, position);
        if (count < 0) {
          throw new IOException("the file ends early");
        }
        position += count;
      }
      target.flip();
    } catch (IOException e) {
      throw new InvalidCheckpointException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Lets the system have the pages of what was mapped, until they are read again. */
  public void giveBackPages() {
    mapped.values().forEach(MappedPages::giveBack);
  }

  private ByteBuffer mapped(long begin, long bytes) {
    try {
      return channel.map(FileChannel.MapMode.READ_ONLY, begin, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    mapped.clear();
    close(channel);
  }

  private static SafetensorsHeader header(FileChannel channel)
      throws IOException, InvalidCheckpointException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw new InvalidCheckpointException("not a safetensors file: shorter than 8 bytes");
    }
    long length = read(channel, 0, LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > size - LENGTH_BYTES) {
      throw new InvalidCheckpointException(
          "not a safetensors file: its header is longer than the file");
    }
    if (length > MAXIMUM_HEADER) {
      throw new InvalidCheckpointException("its header is longer than 32 MiB");
    }
    byte[] json = read(channel, LENGTH_BYTES, (int) length).array();
    return SafetensorsHeader.parse(json, LENGTH_BYTES + length, size);
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file ends early");
      }
    }
    return buffer.flip();
  }

  private static void close(@org.jspecify.annotations.Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("a checkpoint file could not be closed", e);
      }
    }
  }
}
