package dev.imprimatur.contract;

/**
 * What became of a received message.
 *
 * @param <T> the message's type
 */
public sealed interface Verification<T> {
  /**
   * Signed by a trusted key, and readable.
   *
   * @param message the message
   * @param payloadHash SHA-256 of its bytes, lower-case hex
   * @param keyId whose key signed it
   */
  record Genuine<T>(T message, String payloadHash, String keyId) implements Verification<T> {}

  /**
   * Not to be acted upon.
   *
   * @param reason what is wrong, without any of the content
   */
  record Refused<T>(String reason) implements Verification<T> {}
}
