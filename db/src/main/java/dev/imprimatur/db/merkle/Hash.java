package dev.imprimatur.db.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A SHA-256 digest.
 *
 * @param bytes 32 bytes
 */
public record Hash(byte[] bytes) {
  /** Bytes of a digest. */
  public static final int LENGTH = 32;

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  public Hash {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "a hash has " + LENGTH + " bytes, this one has " + bytes.length);
    }
    bytes = bytes.clone();
  }

  /** SHA-256 over all parts, one after the other. */
  public static Hash sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return new Hash(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The root of the tree without leaves: SHA-256 of nothing. */
  public static Hash ofEmptyTree() {
    return sha256();
  }

  /** The hash of a leaf (RFC 6962, 2.1): SHA-256(0x00 || entry). */
  public static Hash ofLeaf(byte[] entry) {
    return sha256(new byte[] {LEAF}, entry);
  }

  /** The hash of an inner node (RFC 6962, 2.1): SHA-256(0x01 || left || right). */
  public static Hash ofNode(Hash left, Hash right) {
    return sha256(new byte[] {NODE}, left.bytes, right.bytes);
  }

  /** In standard base64, as checkpoints and proofs write it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
