package dev.imprimatur.db.log;

import dev.imprimatur.db.merkle.Hash;
import java.util.List;

/**
 * An entry that is now the last leaf of the log, if the transaction commits.
 *
 * @param index of its leaf
 * @param path its inclusion proof in the tree of {@code index + 1} leaves
 * @param checkpoint the signed checkpoint of that tree
 */
public record Appended(long index, List<Hash> path, SignedNote checkpoint) {
  public Appended {
    path = List.copyOf(path);
  }

  /** As a portable proof that carries {@code extra}. */
  public TlogProof proof(byte[] extra) {
    return new TlogProof(extra, index, path, checkpoint);
  }
}
