package dev.imprimatur.server.lab;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.StoredBundle;
import java.time.Instant;
import java.util.UUID;

/**
 * A run that somebody wants.
 *
 * @param id of the run
 * @param bundle under which recorded requests are decided again
 * @param by who wants it
 * @param since from when on requests are read
 * @param limit how many at most, the newest first
 * @param at when it was ordered
 */
record ReplayOrder(
    UUID id, StoredBundle bundle, Account by, Instant since, int limit, Instant at) {}
