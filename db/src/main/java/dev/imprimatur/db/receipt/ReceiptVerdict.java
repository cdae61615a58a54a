package dev.imprimatur.db.receipt;

import dev.imprimatur.db.log.Checkpoint;
import java.util.SortedMap;

/** What came of checking a receipt. */
public sealed interface ReceiptVerdict {
  /**
   * The log held this record when it signed the checkpoint.
   *
   * @param type of the record
   * @param fields of the record
   * @param index of its leaf
   * @param checkpoint what the log committed to
   */
  record Genuine(String type, SortedMap<String, String> fields, long index, Checkpoint checkpoint)
      implements ReceiptVerdict {}

  /**
   * The receipt shows nothing.
   *
   * @param defect the one thing that is wrong
   */
  record Broken(String defect) implements ReceiptVerdict {}
}
