package dev.imprimatur.db.log;

import dev.imprimatur.db.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The public half of a note signer (C2SP signed-note): a name and an Ed25519 key, written {@code
 * name+hex8(keyID)+base64(0x01 || key)} with keyID = SHA-256(name || 0x0A || 0x01 || key)[:4].
 *
 * @param name of the signer
 * @param publicKey 32 bytes
 */
public record VerifierKey(String name, byte[] publicKey) {
  static final int KEY_ID_LENGTH = 4;

  private static final byte ED25519 = 0x01;
  private static final int KEY_LENGTH = 32;
  private static final byte[] X509_HEADER = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}]{1,200}");

  public VerifierKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a key name has 1 to 200 characters, none of them a space or a plus");
    }
    if (publicKey.length != KEY_LENGTH) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
    }
    publicKey = publicKey.clone();
  }

  /** The verifier key of {@code key}, an Ed25519 key of the Java platform. */
  static VerifierKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    return new VerifierKey(name, Arrays.copyOfRange(encoded, X509_HEADER.length, encoded.length));
  }

  /** Reads the written form. */
  public static VerifierKey parse(String line) throws MalformedException {
    String[] parts = line.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedException("the verifier key does not have the form name+hex+base64");
    }
    if (!NAME.matcher(parts[0]).matches()) {
      throw new MalformedException("the verifier key has no usable name");
    }
    byte[] typed = StrictBase64.decode(parts[2], "the key in the verifier key");
    if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
      throw new MalformedException("the verifier key is not an Ed25519 key");
    }
    var key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!HexFormat.of().formatHex(key.keyId()).equals(parts[1])) {
      throw new MalformedException("the verifier key is damaged: its id is not that of its key");
    }
    return key;
  }

  /** The written form. */
  public String line() {
    return name
        + "+"
        + HexFormat.of().formatHex(keyId())
        + "+"
        + Base64.getEncoder().encodeToString(typedKey());
  }

  /** The four bytes that tell this key from others. */
  byte[] keyId() {
    byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(Hash.sha256(named, typedKey()).bytes(), KEY_ID_LENGTH);
  }

  /** Whether {@code signature} is this key's over {@code message}. */
  boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(javaKey());
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // A key or signature that is no point of the curve verifies nothing.
      return false;
    }
  }

  private PublicKey javaKey() throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509_HEADER, X509_HEADER.length + KEY_LENGTH);
    System.arraycopy(publicKey, 0, encoded, X509_HEADER.length, KEY_LENGTH);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private byte[] typedKey() {
    byte[] typed = new byte[1 + KEY_LENGTH];
    typed[0] = ED25519;
    System.arraycopy(publicKey, 0, typed, 1, KEY_LENGTH);
    return typed;
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key && line().equals(key.line());
  }

  @Override
  public int hashCode() {
    return line().hashCode();
  }

  @Override
  public String toString() {
    return line();
  }
}
