package dev.imprimatur.db.licence;

import dev.imprimatur.db.account.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That an operator attested a condition of a licence.
 *
 * @param subject which condition, as the policy bundle names it
 * @param statement what exactly was attested
 * @param by who
 * @param until from when on it no longer counts
 * @param note on what grounds
 * @param receipt the log's proof of it
 * @param revokedAt its early end, if it has come
 */
public record Attestation(
    UUID id,
    String subject,
    String statement,
    Account by,
    Instant at,
    Instant until,
    String note,
    String receipt,
    Optional<Instant> revokedAt) {

  /** Whether it counts. */
  public boolean standsAt(Instant now) {
    return revokedAt.isEmpty() && now.isBefore(until);
  }
}
