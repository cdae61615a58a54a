package dev.imprimatur.db.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The leaves under one node of a tree. Its complete subtrees are stored nodes; what is not complete
 * is hashed from them when it is asked for, so that nothing stored ever changes.
 *
 * @param begin the first leaf; a multiple of the power of two that covers the range
 * @param end one after the last leaf
 */
public record LeafRange(long begin, long end) {
  public LeafRange {
    if (begin < 0 || begin >= end) {
      throw new IllegalArgumentException("not a range of leaves: " + begin + " to " + end);
    }
  }

  /** The fewest complete subtrees that make up this range, from left to right: O(log n) of them. */
  public List<NodePosition> nodes() {
    List<NodePosition> nodes = new ArrayList<>();
    long from = begin;
    while (from < end) {
      int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - from);
      nodes.add(new NodePosition(level, from >> level));
      from += 1L << level;
    }
    return nodes;
  }

  /** The hash of this range, with {@code stored} giving the hash of each complete subtree. */
  public Hash hash(Function<NodePosition, Hash> stored) {
    List<Hash> subtrees = nodes().stream().map(stored).toList();
    Hash hash = subtrees.getLast();
    for (Hash left : subtrees.subList(0, subtrees.size() - 1).reversed()) {
      hash = Hash.ofNode(left, hash);
    }
    return hash;
  }

  /** How many leaves. */
  long size() {
    return end - begin;
  }

  /** The left child: the largest power of two of leaves that is below the size. */
  LeafRange left() {
    return new LeafRange(begin, middle());
  }

  /** The right child: what the left one leaves over. */
  LeafRange right() {
    return new LeafRange(middle(), end);
  }

  boolean contains(long leaf) {
    return begin <= leaf && leaf < end;
  }

  private long middle() {
    return begin + Long.highestOneBit(size() - 1);
  }
}
