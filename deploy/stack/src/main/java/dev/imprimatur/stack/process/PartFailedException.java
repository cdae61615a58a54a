package dev.imprimatur.stack.process;

/** A part did not come up; the message says what to look at. */
public final class PartFailedException extends Exception {
  private static final long serialVersionUID = 1;

  public PartFailedException(String message) {
    super(message);
  }
}
