package dev.imprimatur.diffusion.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of a network may lie on the device. What does not waits in the host's memory and is
 * copied over in each pass, at the moment of its use. The largest weights wait first: they are few,
 * so that copies are long, and they belong to the deep blocks, where a picture is small and leaves
 * room for them.
 *
 * @param bytes of weights on the device
 */
public record Residency(long bytes) {
  /** Everything on the device. */
  public static final Residency WHOLE = new Residency(Long.MAX_VALUE);

  public Residency {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative");
    }
  }

  /**
   * The weights that wait.
   *
   * @param sizes bytes of those that could, by name
   */
  Set<String> waiting(Map<String, Long> sizes) {
    long over = sizes.values().stream().mapToLong(Long::longValue).sum() - bytes;
    var waiting = new HashSet<String>();
    for (Map.Entry<String, Long> weight : largestFirst(sizes)) {
      if (over <= 0) {
        break;
      }
      waiting.add(weight.getKey());
      over -= weight.getValue();
    }
    return waiting;
  }

  private static List<Map.Entry<String, Long>> largestFirst(Map<String, Long> sizes) {
    return sizes.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }
}
