package dev.imprimatur.policy.release;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.licence.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;

/** The Ed25519 key by which an installation makes versions. Thread-safe. */
public final class SigningKey {
  private static final int ID_DIGITS = 16;

  private final KeyPair keys;

  public SigningKey(KeyPair keys) {
    this.keys = keys;
  }

  /** The key's id: the first eight bytes of SHA-256 over the public key's encoding, in hex. */
  public static String id(PublicKey key) {
    return Sha256.hex(key.getEncoded()).substring(0, ID_DIGITS);
  }

  /** The half that verifies. */
  public PublicKey publicKey() {
    return keys.getPublic();
  }

  /**
   * Makes a version of a bundle.
   *
   * @throws IllegalArgumentException if the statement is of another bundle
   */
  public Release release(BundleStatement statement, BundleFiles files) {
    if (!files.manifest().hash().equals(statement.manifestHash())) {
      throw new IllegalArgumentException("the statement is of another bundle");
    }
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(keys.getPrivate());
      ed25519.update(statement.text().getBytes(StandardCharsets.UTF_8));
      return new Release(
          statement.text(), id(keys.getPublic()), ed25519.sign(), files.manifest().text(), files);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key cannot sign with Ed25519", e);
    }
  }
}
