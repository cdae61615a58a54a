package dev.imprimatur.policy.signal;

import java.util.List;

/**
 * Somebody of whom no pictures are made without consent.
 *
 * @param id for records and policies
 * @param name as usually written
 * @param aliases other forms by which a prompt may name the same person
 */
public record ProtectedPerson(String id, String name, List<String> aliases) {
  public ProtectedPerson {
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a protected person needs an id and a name");
    }
    aliases = List.copyOf(aliases);
  }
}
