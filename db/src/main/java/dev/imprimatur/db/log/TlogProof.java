package dev.imprimatur.db.log;

import dev.imprimatur.db.merkle.Hash;
import dev.imprimatur.db.merkle.InclusionProof;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A portable proof that a log holds an entry (C2SP tlog-proof).
 *
 * @param extra what the application adds; may be empty
 * @param index of the entry's leaf
 * @param path its inclusion proof in the tree of the checkpoint
 * @param checkpoint the signed note of the checkpoint
 */
public record TlogProof(byte[] extra, long index, List<Hash> path, SignedNote checkpoint) {
  private static final String VERSION = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int MAXIMUM_PATH = 63;
  private static final int MAXIMUM_LENGTH = 1 << 20;

  public TlogProof {
    extra = extra.clone();
    path = List.copyOf(path);
  }

  /** Reads a proof of at most 1 Mi characters. */
  public static TlogProof parse(String text) throws MalformedException {
    if (text.length() > MAXIMUM_LENGTH) {
      throw new MalformedException("the proof is longer than 1 MiB");
    }
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedException("the proof has no blank line before its checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, blank).split("\n", -1)));
    if (!lines.removeFirst().equals(VERSION)) {
      throw new MalformedException("the proof does not begin with " + VERSION);
    }
    byte[] extra = takeExtra(lines);
    long index = takeIndex(lines);
    return new TlogProof(extra, index, path(lines), SignedNote.parse(text.substring(blank + 2)));
  }

  /** The proof as it is written. */
  public String text() {
    var text = new StringBuilder(VERSION).append('\n');
    if (extra.length > 0) {
      text.append(EXTRA).append(Base64.getEncoder().encodeToString(extra)).append('\n');
    }
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint.note()).toString();
  }

  /** The inclusion proof, for a tree of {@code size} leaves. */
  public InclusionProof inclusion(long size) {
    return new InclusionProof(index, size, path);
  }

  @Override
  public byte[] extra() {
    return extra.clone();
  }

  private static byte[] takeExtra(List<String> lines) throws MalformedException {
    if (lines.isEmpty() || !lines.getFirst().startsWith(EXTRA)) {
      return new byte[0];
    }
    return StrictBase64.decode(
        lines.removeFirst().substring(EXTRA.length()), "the proof's extra line");
  }

  private static long takeIndex(List<String> lines) throws MalformedException {
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new MalformedException("the proof has no index line");
    }
    return Checkpoint.decimal(lines.removeFirst().substring(INDEX.length()), "the proof's index");
  }

  private static List<Hash> path(List<String> lines) throws MalformedException {
    if (lines.size() > MAXIMUM_PATH) {
      throw new MalformedException("the proof has more than 63 hashes");
    }
    var path = new ArrayList<Hash>();
    for (String line : lines) {
      byte[] hash = StrictBase64.decode(line, "a hash of the proof");
      if (hash.length != Hash.LENGTH) {
        throw new MalformedException("a hash of the proof does not have 32 bytes");
      }
      path.add(new Hash(hash));
    }
    return path;
  }
}
