package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A message as it travels: the exact bytes that were signed, and by whom.
 *
 * @param keyId the first 16 hex digits of SHA-256 over the signer's encoded public key
 * @param payload the message as JSON
 * @param signature Ed25519 over the kind's context followed by the payload, 64 bytes
 */
public record SignedMessage(String keyId, byte[] payload, byte[] signature) {
  /** The largest payload that is ever read: ten pictures of 1024 x 1024 as base64 and more. */
  public static final int MAXIMUM_PAYLOAD = 64 << 20;

  public SignedMessage {
    require(keyId.matches("[0-9a-f]{16}"), "keyId must be 16 lower-case hex digits");
    require(signature.length == 64, "signature must be 64 bytes");
    require(payload.length <= MAXIMUM_PAYLOAD, "payload must not exceed 64 MiB");
    payload = payload.clone();
    signature = signature.clone();
  }

  @Override
  public byte[] payload() {
    return payload.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /** SHA-256 of the payload bytes, lower-case hex. */
  public String payloadHash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedMessage(String id, byte[] bytes, byte[] seal)
        && keyId.equals(id)
        && Arrays.equals(payload, bytes)
        && Arrays.equals(signature, seal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(keyId, Arrays.hashCode(payload), Arrays.hashCode(signature));
  }

  @Override
  public String toString() {
    return "SignedMessage[keyId=%s, %d bytes]".formatted(keyId, payload.length);
  }
}
