package dev.imprimatur.db.policy;

import dev.imprimatur.db.account.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A bundle without its files.
 *
 * @param id within this database
 * @param name its name and version, for example {@code default-1}
 * @param manifest its files with their hashes, as text
 * @param manifestHash SHA-256 of the manifest, lower-case hex
 * @param author who uploaded it
 * @param createdAt when
 * @param state how far it has come
 * @param number of the version it is, once approved
 * @param decidedBy who approved or rejected it
 * @param statement by which it is a version, once approved
 */
public record StoredBundle(
    UUID id,
    String name,
    String manifest,
    String manifestHash,
    Account author,
    Instant createdAt,
    BundleState state,
    OptionalInt number,
    Optional<Account> decidedBy,
    Optional<SignedStatement> statement) {}
