package dev.imprimatur.db.generation;

/** The life of a generation. The last five states are final and reached once. */
public enum GenerationState {
  QUEUED,
  DRAWING,
  RELEASED,
  QUARANTINED,
  DENIED,
  FAILED,
  CANCELLED;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return this != QUEUED && this != DRAWING;
  }
}
