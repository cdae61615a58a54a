package dev.imprimatur.server.persistence;

/** The database cannot be reached. Whatever was attempted was not done. */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseUnavailableException(Throwable cause) {
    super("The database cannot be reached", cause);
  }
}
