package dev.imprimatur.diffusion.tokenizer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which two neighbouring tokens become one, and in which order. */
final class Merges {
  /**
   * A merge of two tokens.
   *
   * @param rank the lowest comes first
   * @param result id of the token they become
   */
  record Merge(int rank, int result) {}

  private final Map<Long, Merge> merges = new HashMap<>();

  /** Adds the next merge; a pair keeps its first one. */
  void add(int left, int right, int result) {
    merges.putIfAbsent(key(left, right), new Merge(merges.size(), result));
  }

  /** How two neighbours merge, if they do. */
  @Nullable Merge of(int left, int right) {
    return merges.get(key(left, right));
  }

  private static long key(int left, int right) {
    return (long) left << 32 | Integer.toUnsignedLong(right);
  }
}
