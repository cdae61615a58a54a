package dev.imprimatur.db.receipt;

/**
 * The proof that a record stands in the log, with the record itself. It can be checked by anyone
 * with the log's key, without this system.
 *
 * @param text a C2SP tlog-proof whose extra line opens the record's commitments
 */
public record Receipt(String text) {
  /** Says nothing of the record, so that none reaches a log file by accident. */
  @Override
  public String toString() {
    return "Receipt[" + text.length() + " characters]";
  }
}
