package dev.imprimatur.policy.release;

import dev.imprimatur.policy.bundle.BundleFiles;

/**
 * A numbered version as it is kept, not yet believed.
 *
 * @param statement text of a {@link BundleStatement}
 * @param keyId of the key that signed it
 * @param signature Ed25519 over the statement's UTF-8 bytes
 * @param manifest text of the bundle's manifest
 * @param files the bundle
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Release(
    String statement, String keyId, byte[] signature, String manifest, BundleFiles files) {
  public Release {
    signature = signature.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }
}
