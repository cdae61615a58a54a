package dev.imprimatur.db.merkle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Which subtrees a proof is made of (RFC 6962, 2.1.1 and 2.1.2), from the bottom up. */
public final class ProofPlan {
  private ProofPlan() {}

  /**
   * PATH(index, D[0:size]).
   *
   * @throws IllegalArgumentException if {@code index} is not within the tree
   */
  public static List<LeafRange> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("there is no leaf " + index + " in a tree of " + size);
    }
    Deque<LeafRange> siblings = new ArrayDeque<>();
    LeafRange at = new LeafRange(0, size);
    while (at.size() > 1) {
      boolean left = at.left().contains(index);
      siblings.push(left ? at.right() : at.left());
      at = left ? at.left() : at.right();
    }
    return new ArrayList<>(siblings);
  }

  /**
   * PROOF(oldSize, D[0:newSize]).
   *
   * @throws IllegalArgumentException unless 1 &lt;= oldSize &lt;= newSize
   */
  public static List<LeafRange> consistency(long oldSize, long newSize) {
    if (oldSize < 1 || oldSize > newSize) {
      throw new IllegalArgumentException(
          "there is no consistency proof from size " + oldSize + " to size " + newSize);
    }
    Deque<LeafRange> hashes = new ArrayDeque<>();
    LeafRange at = new LeafRange(0, newSize);
    while (at.end() > oldSize) {
      boolean left = oldSize <= at.left().end();
      hashes.push(left ? at.right() : at.left());
      at = left ? at.left() : at.right();
    }
    // The verifier knows the old root: the subtree that is the whole old tree is left out.
    if (at.begin() > 0) {
      hashes.push(at);
    }
    return new ArrayList<>(hashes);
  }
}
