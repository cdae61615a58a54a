package dev.imprimatur.diffusion;

/** A checkpoint cannot be used; the message says what is wrong with it and in which file. */
public final class InvalidCheckpointException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the one defect that was found. */
  public InvalidCheckpointException(String defect) {
    super(defect);
  }

  /** With the one defect that was found and what it came from. */
  public InvalidCheckpointException(String defect, Throwable cause) {
    super(defect, cause);
  }
}
