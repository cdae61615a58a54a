package dev.imprimatur.policy.decision;

import java.util.regex.Pattern;

/**
 * An organisation or department that users belong to and that a bundle may have rules of its own
 * for.
 *
 * @param id a lower-case letter, then up to 31 lower-case letters, digits and hyphens
 */
public record Tenant(String id) implements Comparable<Tenant> {
  /** What an id is made of, for people. */
  public static final String FORM =
      "a lower-case letter, then up to 31 lower-case letters, digits and hyphens";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public Tenant {
    if (!isId(id)) {
      throw new IllegalArgumentException("a tenant's id must be " + FORM);
    }
  }

  /** Whether a text can be a tenant's id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  @Override
  public int compareTo(Tenant other) {
    return id.compareTo(other.id);
  }
}
