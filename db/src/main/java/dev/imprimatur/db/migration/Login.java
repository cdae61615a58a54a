package dev.imprimatur.db.migration;

/**
 * A login of the database.
 *
 * @param user its name
 * @param password secret
 */
public record Login(String user, String password) {
  /** Leaves out the password. */
  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
