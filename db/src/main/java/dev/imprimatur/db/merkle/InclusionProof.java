package dev.imprimatur.db.merkle;

import dev.imprimatur.db.merkle.ProofCheck.Broken;
import dev.imprimatur.db.merkle.ProofCheck.Holds;
import java.util.List;

/**
 * That a leaf stands at an index of a tree.
 *
 * <p>The check is that of RFC 9162, 2.1.3.2. It climbs from the leaf with {@code fn}, the index of
 * the node it is at, and {@code sn}, the index of the last node of that level: a node is a right
 * child when {@code fn} is odd, and also when it is the last of its level, in which case the levels
 * at which it has no sibling are skipped.
 *
 * @param index of the leaf, from 0
 * @param size leaves of the tree
 * @param path the sibling hashes, from the leaf up
 */
public record InclusionProof(long index, long size, List<Hash> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Checks that a leaf of hash {@code leaf} stands there under {@code root}. */
  public ProofCheck check(Hash leaf, Hash root) {
    if (index < 0 || size < 0) {
      return new Broken("the index and the size of a tree cannot be negative");
    }
    if (index >= size) {
      return new Broken("index " + index + " is not within a tree of " + size + " leaves");
    }
    long fn = index;
    long sn = size - 1;
    Hash reached = leaf;
    for (Hash sibling : path) {
      if (sn == 0) {
        return new Broken("the inclusion proof has hashes beyond the root");
      }
      if ((fn & 1) == 1 || fn == sn) {
        reached = Hash.ofNode(sibling, reached);
        int skipped = Long.numberOfTrailingZeros(fn);
        fn >>= skipped;
        sn >>= skipped;
      } else {
        reached = Hash.ofNode(reached, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    if (sn != 0) {
      return new Broken("the inclusion proof ends below the root");
    }
    return reached.equals(root)
        ? new Holds()
        : new Broken("the inclusion proof leads to another root");
  }
}
