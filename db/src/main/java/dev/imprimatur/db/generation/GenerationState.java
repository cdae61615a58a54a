package dev.imprimatur.db.generation;

/** The life of a generation. The last five states are final and reached once. */
public enum GenerationState {
  QUEUED,
  DRAWING,
  /** The pictures are drawn, and an officer decides whether they are released. */
  IN_REVIEW,
  RELEASED,
  QUARANTINED,
  DENIED,
  FAILED,
  CANCELLED;

  /** Whether a worker still owes an answer. */
  public boolean isRunning() {
    return this == QUEUED || this == DRAWING;
  }

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return !isRunning() && this != IN_REVIEW;
  }
}
