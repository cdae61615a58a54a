package dev.imprimatur.db.policy;

import dev.imprimatur.db.account.Account;
import java.time.Instant;

/**
 * Something that was done with a bundle.
 *
 * @param kind what
 * @param by by whom
 * @param at when
 * @param note why; may be empty
 * @param receipt the log's proof of it
 */
public record BundleStep(Kind kind, Account by, Instant at, String note, String receipt) {
  /** What can be done with a bundle. */
  public enum Kind {
    UPLOADED,
    SUBMITTED,
    APPROVED,
    REJECTED
  }
}
