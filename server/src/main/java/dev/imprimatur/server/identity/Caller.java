package dev.imprimatur.server.identity;

import java.util.Set;

/**
 * Who is calling, as a verified token says.
 *
 * @param subject the identity provider's stable id
 * @param userName for people
 * @param roles for example {@code portal-user}
 */
public record Caller(String subject, String userName, Set<String> roles) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether the caller holds one of these roles. */
  public boolean hasAnyOf(String... wanted) {
    for (String role : wanted) {
      if (roles.contains(role)) {
        return true;
      }
    }
    return false;
  }
}
