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
}
