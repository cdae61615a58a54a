package dev.imprimatur.db.generation;

import dev.imprimatur.db.receipt.Receipt;

/** What came of concluding a generation. */
public sealed interface ConclusionOutcome {
  /** It is final now, if the transaction commits. */
  record Concluded(Receipt receipt) implements ConclusionOutcome {}

  /** It had been final before; nothing changed. */
  record AlreadyFinal(GenerationState state) implements ConclusionOutcome {}

  /** There is no such generation. */
  record Unknown() implements ConclusionOutcome {}
}
