package dev.imprimatur.policy.decision;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param id a pseudonym, never a name
 * @param roles as the identity provider states them
 * @param tenant the organisation that the identity provider says they belong to, if to any; the
 *     policies do not see it, it selects what a bundle adds for it
 */
public record Principal(String id, Set<String> roles, Optional<Tenant> tenant) {
  public Principal {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a principal's id must not be blank");
    }
    roles = Set.copyOf(roles);
  }

  /** Somebody who belongs to no tenant. */
  public Principal(String id, Set<String> roles) {
    this(id, roles, Optional.empty());
  }
}
