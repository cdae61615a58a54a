package dev.imprimatur.diffusion.checkpoint.lora;

import java.util.List;

/**
 * A weight that a LoRA can change.
 *
 * @param network whose it is
 * @param weight its name in the diffusers layout
 * @param shape [out, in], or [out, in, height, width] of a convolution
 */
record LoraTarget(String network, String weight, List<Long> shape) {
  LoraTarget {
    shape = List.copyOf(shape);
  }

  /** Whether matrices of those shapes multiply to a change of this weight. */
  boolean takes(List<Long> up, List<Long> down) {
    long rank = down.getFirst();
    return up.equals(like(shape.getFirst(), rank, up.size()))
        && down.size() > 1
        && rank > 0
        && significant(down.subList(1, down.size()))
            .equals(significant(shape.subList(1, shape.size())));
  }

  private static List<Long> like(long out, long rank, int dimensions) {
    return switch (dimensions) {
      case 2 -> List.of(out, rank);
      case 4 -> List.of(out, rank, 1L, 1L);
      default -> List.of();
    };
  }

  private static List<Long> significant(List<Long> shape) {
    int length = shape.size();
    while (length > 1 && shape.get(length - 1) == 1) {
      length--;
    }
    return shape.subList(0, length);
  }
}
