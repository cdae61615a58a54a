package dev.imprimatur.db.merkle;

/** What came of checking a proof. */
public sealed interface ProofCheck {
  /** The proof shows what it claims. */
  record Holds() implements ProofCheck {}

  /**
   * The proof shows nothing.
   *
   * @param defect the one thing that is wrong
   */
  record Broken(String defect) implements ProofCheck {}

  /** Whether the proof shows what it claims. */
  default boolean holds() {
    return this instanceof Holds;
  }
}
