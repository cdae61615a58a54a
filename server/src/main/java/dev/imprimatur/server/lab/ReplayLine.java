package dev.imprimatur.server.lab;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.policy.rehearsal.Ruling;
import java.time.Instant;
import java.util.UUID;

/**
 * A recorded request that would be decided otherwise.
 *
 * @param generation its id
 * @param at when it was decided
 * @param owner who asked
 * @param difference what would change
 * @param from what was decided
 * @param to what would be decided
 * @param assumed whether the roles were not recorded and those of a portal user were taken
 */
record ReplayLine(
    UUID generation,
    Instant at,
    Account owner,
    Difference difference,
    Ruling from,
    Ruling to,
    boolean assumed) {}
