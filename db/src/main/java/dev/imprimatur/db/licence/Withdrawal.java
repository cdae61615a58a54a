package dev.imprimatur.db.licence;

import java.time.Instant;

/**
 * The end of an acceptance.
 *
 * @param at from when on it no longer counts
 * @param receipt the log's proof of it
 */
public record Withdrawal(Instant at, String receipt) {}
