package dev.imprimatur.db.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret behind encryption at rest and pseudonyms. It is never used itself: each purpose
 * has a key derived by HMAC-SHA256 over the purpose's name.
 */
public final class MasterKey {
  private static final int LENGTH = 32;
  private static final String HMAC = "HmacSHA256";

  private final byte[] key;

  private MasterKey(byte[] key) {
    this.key = key;
  }

  /** A fresh key. */
  public static MasterKey generate() {
    byte[] key = new byte[LENGTH];
    new SecureRandom().nextBytes(key);
    return new MasterKey(key);
  }

  /**
   * The key in {@code file}, base64 of 32 bytes.
   *
   * @throws IOException when the file does not hold that
   */
  public static MasterKey read(Path file) throws IOException {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == LENGTH) {
        return new MasterKey(key);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is not base64", e);
    }
    throw new IOException(file + " does not hold a key of 32 bytes");
  }

  /** The key as {@link #read} takes it. Secret. */
  public String base64() {
    return Base64.getEncoder().encodeToString(key);
  }

  /** A name for {@code subject} that only the holder of the key can connect with it. */
  public String pseudonym(String subject) {
    byte[] mac = hmac(derive("pseudonyms"), subject.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac).substring(0, 22);
  }

  SecretKey wrappingKey() {
    return new SecretKeySpec(derive("data keys"), "AES");
  }

  private byte[] derive(String purpose) {
    return hmac(key, ("imprimatur/" + purpose + "/v1").getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
