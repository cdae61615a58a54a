package dev.imprimatur.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Reads Ed25519 keys in PEM form: private keys as PKCS#8 in {@code name.key}, public keys as
 * SubjectPublicKeyInfo in {@code name.pub}.
 */
public final class KeyFiles {
  private KeyFiles() {}

  /**
   * The pair whose private half is {@code privateKey} and whose public half lies beside it under
   * the same name with the ending {@code .pub}.
   */
  public static KeyPair keyPair(Path privateKey) throws IOException {
    String name = privateKey.getFileName().toString().replaceFirst("\\.key$", ".pub");
    return new KeyPair(publicKey(privateKey.resolveSibling(name)), privateKey(privateKey));
  }

  /** The public key in {@code file}. */
  public static PublicKey publicKey(Path file) throws IOException {
    byte[] encoded = pem(file, "PUBLIC KEY");
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " does not hold an Ed25519 public key", e);
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException {
    byte[] encoded = pem(file, "PRIVATE KEY");
    try {
      return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " does not hold an Ed25519 private key", e);
    }
  }

  private static byte[] pem(Path file, String label) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    if (!text.startsWith(begin) || !text.endsWith(end)) {
      throw new IOException(file + " is not a PEM file with a " + label);
    }
    try {
      return Base64.getMimeDecoder()
          .decode(text.substring(begin.length(), text.length() - end.length()));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: its base64 cannot be decoded", e);
    }
  }
}
