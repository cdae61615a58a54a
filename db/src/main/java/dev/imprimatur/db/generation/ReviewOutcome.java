package dev.imprimatur.db.generation;

import dev.imprimatur.db.receipt.Receipt;

/** What came of an officer's decision on held pictures. */
public sealed interface ReviewOutcome {
  /** The generation is final now, if the transaction commits. */
  record Decided(Receipt receipt) implements ReviewOutcome {}

  /** Nothing waits for a decision there; nothing changed. */
  record NotHeld(GenerationState state) implements ReviewOutcome {}

  /** The officer asked for the pictures; nothing changed. */
  record OwnPictures() implements ReviewOutcome {}

  /** There is no such generation. */
  record Unknown() implements ReviewOutcome {}
}
