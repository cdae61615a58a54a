package dev.imprimatur.db.log;

import dev.imprimatur.db.merkle.Hash;
import dev.imprimatur.db.merkle.LeafRange;
import dev.imprimatur.db.merkle.NodePosition;
import dev.imprimatur.db.merkle.ProofPlan;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The append-only log: an RFC 6962 tree on PostgreSQL.
 *
 * <p>An append happens inside the caller's transaction, so that what is logged and the log entry
 * commit together or not at all. It tells its story in {@link #append}: lock the head, hash the
 * leaf, complete the subtrees it closes, sign the new size. The lock on the one head row puts
 * appends in a line from there to the commit, hence the indexes have no gaps and a rolled back
 * append leaves none.
 *
 * <p>Complete subtrees are stored once and never change; the ragged right edge is hashed when it is
 * needed. An append reads at most one node for each level and writes two on average, a proof reads
 * O(log n).
 */
public final class TransparencyLog {
  private static final int MAXIMUM_ENTRY = 65_535;

  private final EntityManager entities;
  private final LogSigner signer;
  private final NodeTable nodes;

  /** The log that {@code entities} reaches and {@code signer} signs. */
  public TransparencyLog(EntityManager entities, LogSigner signer) {
    this.entities = entities;
    this.signer = signer;
    this.nodes = new NodeTable(entities);
  }

  /**
   * Makes {@code entry}, of at most 65,535 bytes, the last leaf. Needs a transaction; later appends
   * of others wait until it ends.
   */
  public Appended append(byte[] entry) {
    if (entry.length > MAXIMUM_ENTRY) {
      throw new IllegalArgumentException("a log entry has at most 65,535 bytes");
    }
    long index = lockHead();
    List<NodePosition> peaks = peaks(index);
    Map<NodePosition, Hash> peakHashes = nodes.read(peaks);
    // The siblings of the last leaf, from the bottom up, are the peaks of the tree before it.
    List<Hash> path =
        peaks.reversed().stream().map(peak -> NodeTable.required(peakHashes, peak)).toList();

    insertLeaf(index, entry);
    Hash root = growTo(index + 1, Hash.ofLeaf(entry), path);
    SignedNote checkpoint = signer.sign(new Checkpoint(signer.name(), index + 1, root).text());
    advanceHead(index + 1, checkpoint);
    return new Appended(index, path, checkpoint);
  }

  /** The newest signed checkpoint; of the empty tree while nothing was appended. */
  public SignedNote latest() {
    List<?> notes =
        entities
            .createNativeQuery("select note from log_checkpoint order by size desc limit 1")
            .getResultList();
    if (notes.isEmpty()) {
      return signer.sign(new Checkpoint(signer.name(), 0, Hash.ofEmptyTree()).text());
    }
    return stored((String) notes.getFirst());
  }

  /**
   * The proof that leaf {@code index} is in the tree of {@code size} leaves, from the leaf up.
   *
   * @throws IllegalArgumentException if it is not, or the log is not that long
   */
  public List<Hash> inclusionProof(long index, long size) {
    requireReached(size);
    return nodes.hashes(ProofPlan.inclusion(index, size));
  }

  /**
   * The proof that the tree of {@code newSize} leaves begins with that of {@code oldSize}.
   *
   * @throws IllegalArgumentException unless 1 &lt;= oldSize &lt;= newSize &lt;= size of the log
   */
  public List<Hash> consistencyProof(long oldSize, long newSize) {
    requireReached(newSize);
    return nodes.hashes(ProofPlan.consistency(oldSize, newSize));
  }

  /** The key that verifies the checkpoints. */
  public VerifierKey verifierKey() {
    return signer.verifierKey();
  }

  private long lockHead() {
    return ((Number)
            entities
                .createNativeQuery("select size from log_head for update", Long.class)
                .getSingleResult())
        .longValue();
  }

  private void insertLeaf(long index, byte[] entry) {
    entities
        .createNativeQuery("insert into log_leaf (index, entry) values (?1, ?2)")
        .setParameter(1, index)
        .setParameter(2, entry)
        .executeUpdate();
  }

  /** Stores the subtrees that the last leaf completes, and answers the root. */
  private Hash growTo(long size, Hash leaf, List<Hash> path) {
    Hash hash = leaf;
    int level = 0;
    nodes.insert(new NodePosition(level, size - 1), hash);
    for (Hash left : path) {
      hash = Hash.ofNode(left, hash);
      if (level < Long.numberOfTrailingZeros(size)) {
        level++;
        nodes.insert(new NodePosition(level, (size >> level) - 1), hash);
      }
    }
    return hash;
  }

  private void advanceHead(long size, SignedNote checkpoint) {
    entities
        .createNativeQuery("insert into log_checkpoint (size, note) values (?1, ?2)")
        .setParameter(1, size)
        .setParameter(2, checkpoint.note())
        .executeUpdate();
    entities
        .createNativeQuery("update log_head set size = ?1")
        .setParameter(1, size)
        .executeUpdate();
  }

  private void requireReached(long size) {
    long reached =
        ((Number)
                entities
                    .createNativeQuery("select size from log_head", Long.class)
                    .getSingleResult())
            .longValue();
    if (size > reached) {
      throw new IllegalArgumentException("the log has " + reached + " leaves, not yet " + size);
    }
  }

  private static List<NodePosition> peaks(long size) {
    return size == 0 ? List.of() : new ArrayList<>(new LeafRange(0, size).nodes());
  }

  private static SignedNote stored(String note) {
    try {
      return SignedNote.parse(note);
    } catch (MalformedException e) {
      throw new IllegalStateException("a stored checkpoint is damaged: " + e.defect(), e);
    }
  }
}
