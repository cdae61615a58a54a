package dev.imprimatur.db.shadow;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.StoredBundle;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A bundle that decides, or decided, beside the one in force.
 *
 * @param id of the run
 * @param bundle that decides without effect
 * @param startedBy who wanted it
 * @param startedAt from when on
 * @param note why
 * @param receipt the log's proof of the start
 * @param stoppedBy who ended it
 * @param stoppedAt until when; none while it runs
 */
public record ShadowRun(
    UUID id,
    StoredBundle bundle,
    Account startedBy,
    Instant startedAt,
    String note,
    String receipt,
    Optional<Account> stoppedBy,
    Optional<Instant> stoppedAt) {}
