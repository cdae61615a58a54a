package dev.imprimatur.db.policy;

import dev.imprimatur.db.account.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * That a version is to be in force from some time on, until another one is.
 *
 * @param id within this database
 * @param number of the version; none for the bundle in the installation's folder
 * @param kind whether it goes forward or back
 * @param by who ordered it
 * @param orderedAt when it was ordered
 * @param effectiveAt from when on
 * @param note why
 * @param receipt the log's proof of it
 * @param cancelledAt when it was called off, before it took effect
 */
public record Activation(
    UUID id,
    OptionalInt number,
    Kind kind,
    Account by,
    Instant orderedAt,
    Instant effectiveAt,
    String note,
    String receipt,
    Optional<Instant> cancelledAt) {
  /** Where an activation goes. */
  public enum Kind {
    /** To a version that was not in force before. */
    ACTIVATION,
    /** Back to an earlier one. */
    ROLLBACK
  }
}
