package dev.imprimatur.diffusion.checkpoint.compvis;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Shapes of a file's tensors.
 *
 * @param file whose they are
 * @param prefix what stands before the names
 */
record Shapes(SafetensorsFile file, String prefix) {
  private static final int MAXIMUM_COUNT = 1000;

  boolean has(String tensor) {
    return names().contains(prefix + tensor);
  }

  /** How many of the tensors that are numbered from 0 there are. */
  int count(IntFunction<String> tensor) {
    int count = 0;
    while (count < MAXIMUM_COUNT && has(tensor.apply(count))) {
      count++;
    }
    return count;
  }

  List<Long> shape(String tensor) throws InvalidCheckpointException {
    return file.tensor(prefix + tensor)
        .orElseThrow(
            () -> new InvalidCheckpointException("the file has no tensor " + prefix + tensor))
        .shape();
  }

  /** One dimension, from 0, of a tensor that must be there. */
  int dimension(String tensor, int index) throws InvalidCheckpointException {
    List<Long> shape = shape(tensor);
    if (index >= shape.size() || shape.get(index) > Integer.MAX_VALUE) {
      throw new InvalidCheckpointException(
          "the tensor %s%s has the shape %s, which no network has"
              .formatted(prefix, tensor, shape));
    }
    return shape.get(index).intValue();
  }

  private Set<String> names() {
    return file.names();
  }
}
