/**
 * Receipts: salted commitments to the fields of a record, the log entry that carries them, the
 * receipt that opens them, and the offline verifier.
 */
@NullMarked
package dev.imprimatur.db.receipt;

import org.jspecify.annotations.NullMarked;
