package dev.imprimatur.policy.decision;

import java.util.Set;

/**
 * Who asks.
 *
 * @param id a pseudonym, never a name
 * @param roles as the identity provider states them
 */
public record Principal(String id, Set<String> roles) {
  public Principal {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a principal's id must not be blank");
    }
    roles = Set.copyOf(roles);
  }
}
