package dev.imprimatur.server.identity;

import dev.imprimatur.policy.decision.Tenant;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling, as a verified token says.
 *
 * @param subject the identity provider's stable id
 * @param userName for people
 * @param roles for example {@code portal-user}
 * @param tenant the organisation that the caller belongs to, if to any
 */
public record Caller(String subject, String userName, Set<String> roles, Optional<Tenant> tenant) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** A caller who belongs to no tenant. */
  public Caller(String subject, String userName, Set<String> roles) {
    this(subject, userName, roles, Optional.empty());
  }
}
