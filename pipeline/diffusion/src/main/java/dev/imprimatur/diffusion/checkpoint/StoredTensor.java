package dev.imprimatur.diffusion.checkpoint;

import java.util.List;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param type of its elements
 * @param shape its dimensions
 * @param begin first byte, counted from the start of the file
 * @param end one after the last byte
 */
record StoredTensor(ElementType type, List<Long> shape, long begin, long end) {
  StoredTensor {
    shape = List.copyOf(shape);
  }

  long bytes() {
    return end - begin;
  }
}
