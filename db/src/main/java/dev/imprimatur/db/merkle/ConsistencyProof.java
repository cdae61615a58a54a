package dev.imprimatur.db.merkle;

import dev.imprimatur.db.merkle.ProofCheck.Broken;
import dev.imprimatur.db.merkle.ProofCheck.Holds;
import java.util.ArrayList;
import java.util.List;

/**
 * That a tree has only grown: the first {@code oldSize} leaves of the new tree are the old tree.
 *
 * <p>The check is that of RFC 9162, 2.1.4.2. It climbs like {@link InclusionProof}, from the last
 * complete subtree of the old tree, and computes both roots on the way: {@code reachedOld} takes
 * only the siblings to the left, which the old tree had as well.
 *
 * @param oldSize leaves of the old tree, at least 1
 * @param newSize leaves of the new tree
 * @param path the hashes, from the old tree's edge up
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Checks that the tree under {@code newRoot} begins with the tree under {@code oldRoot}. */
  public ProofCheck check(Hash oldRoot, Hash newRoot) {
    if (oldSize < 1) {
      return new Broken("nothing can be said of a tree without leaves");
    }
    if (oldSize > newSize) {
      return new Broken("the new tree is smaller than the old one");
    }
    if (oldSize == newSize) {
      return checkSameSize(oldRoot, newRoot);
    }
    if (path.isEmpty()) {
      return new Broken("the consistency proof is empty");
    }
    return climb(oldRoot, newRoot);
  }

  private ProofCheck checkSameSize(Hash oldRoot, Hash newRoot) {
    if (!path.isEmpty()) {
      return new Broken("a consistency proof between trees of one size must be empty");
    }
    return oldRoot.equals(newRoot)
        ? new Holds()
        : new Broken("two trees of one size have different roots");
  }

  private ProofCheck climb(Hash oldRoot, Hash newRoot) {
    List<Hash> hashes = new ArrayList<>(path);
    if (Long.bitCount(oldSize) == 1) {
      hashes.addFirst(oldRoot);
    }
    int skipped = Long.numberOfTrailingZeros(oldSize);
    long fn = (oldSize - 1) >> skipped;
    long sn = (newSize - 1) >> skipped;
    Hash reachedOld = hashes.getFirst();
    Hash reachedNew = hashes.getFirst();
    for (Hash sibling : hashes.subList(1, hashes.size())) {
      if (sn == 0) {
        return new Broken("the consistency proof has hashes beyond the root");
      }
      if ((fn & 1) == 1 || fn == sn) {
        reachedOld = Hash.ofNode(sibling, reachedOld);
        reachedNew = Hash.ofNode(sibling, reachedNew);
        int levels = Long.numberOfTrailingZeros(fn);
        fn >>= levels;
        sn >>= levels;
      } else {
        reachedNew = Hash.ofNode(reachedNew, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    if (sn != 0) {
      return new Broken("the consistency proof ends below the root");
    }
    if (!reachedOld.equals(oldRoot)) {
      return new Broken("the consistency proof leads to another old root");
    }
    return reachedNew.equals(newRoot)
        ? new Holds()
        : new Broken("the consistency proof leads to another new root");
  }
}
