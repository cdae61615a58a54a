package dev.imprimatur.db.licence;

import dev.imprimatur.db.account.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That a user accepted a licence for a model.
 *
 * @param by who
 * @param to what
 * @param acceptedAt when
 * @param receipt the log's proof of it
 * @param withdrawal its end, if it has come
 */
public record Acceptance(
    UUID id,
    Account by,
    Agreement to,
    Instant acceptedAt,
    String receipt,
    Optional<Withdrawal> withdrawal) {}
