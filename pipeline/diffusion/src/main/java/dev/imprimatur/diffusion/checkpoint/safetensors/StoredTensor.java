package dev.imprimatur.diffusion.checkpoint.safetensors;

import java.util.List;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param type of its elements
 * @param shape its dimensions
 * @param begin first byte, counted from the start of the file
 * @param end one after the last byte
 */
public record StoredTensor(ElementType type, List<Long> shape, long begin, long end) {
  public StoredTensor {
    shape = List.copyOf(shape);
  }

  /** Bytes that it takes. */
  public long bytes() {
    return end - begin;
  }
}
