package dev.imprimatur.db.receipt;

import dev.imprimatur.db.log.TransparencyLog;

/** Records in the log, within the caller's transaction. */
public final class Receipts {
  private final TransparencyLog log;

  /** Receipts of {@code log}. */
  public Receipts(TransparencyLog log) {
    this.log = log;
  }

  /**
   * Appends the commitments of {@code draft} to the log. The log holds its lock until the
   * transaction ends, so this comes last.
   */
  public Receipt record(RecordDraft draft) {
    Opening opening = Opening.of(draft);
    return new Receipt(log.append(opening.entry()).proof(opening.json()).text());
  }
}
