package dev.imprimatur.server.persistence;

/**
 * The database cannot be reached. What was attempted was not done; only where the connection broke
 * in the midst of a commit it may have been, as a whole.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseUnavailableException(Throwable cause) {
    super("The database cannot be reached", cause);
  }
}
