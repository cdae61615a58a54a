package dev.imprimatur.db.policy;

/**
 * A bundle that comes in.
 *
 * @param name its name and version, for example {@code default-1}
 * @param manifest its files with their hashes, as text
 * @param manifestHash SHA-256 of the manifest, lower-case hex
 * @param archive its files, packed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record NewBundle(String name, String manifest, String manifestHash, byte[] archive) {}
