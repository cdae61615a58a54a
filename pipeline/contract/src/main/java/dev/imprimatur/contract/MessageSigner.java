package dev.imprimatur.contract;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Signs messages with one Ed25519 key. Safe for use by many threads. */
public final class MessageSigner {
  private final String keyId;
  private final PrivateKey privateKey;

  /** A signer with that Ed25519 key pair. */
  public MessageSigner(KeyPair keys) {
    this.keyId = KeyId.of(keys.getPublic());
    this.privateKey = keys.getPrivate();
  }

  /** The id under which verifiers know {@code key}. */
  public static String keyId(PublicKey key) {
    return KeyId.of(key);
  }

  /** Encodes and signs {@code message}, which must be one of this package's messages. */
  public SignedMessage sign(Object message) {
    byte[] payload = MessageJson.write(message);
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(privateKey);
      ed25519.update(MessageKind.of(message).context());
      ed25519.update(payload);
      return new SignedMessage(keyId, payload, ed25519.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key cannot sign with Ed25519", e);
    }
  }
}
