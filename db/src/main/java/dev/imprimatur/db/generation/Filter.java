package dev.imprimatur.db.generation;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which generations to list.
 *
 * @param owner of this account only
 * @param userName of users whose name contains this, whatever its case
 * @param tenant decided under the rules of this one
 * @param states in one of these; empty for all
 * @param from created at or after
 * @param to created before
 */
public record Filter(
    Optional<UUID> owner,
    Optional<String> userName,
    Optional<String> tenant,
    Set<GenerationState> states,
    Optional<Instant> from,
    Optional<Instant> to) {
  public Filter {
    states = Set.copyOf(states);
  }

  /** All generations of one account in one of {@code states}. */
  public static Filter ofOwner(UUID owner, Set<GenerationState> states) {
    return new Filter(
        Optional.of(owner),
        Optional.empty(),
        Optional.empty(),
        states,
        Optional.empty(),
        Optional.empty());
  }

  /** All generations of a period, whosoever's. */
  public static Filter between(Instant from, Instant to) {
    return new Filter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.of(from),
        Optional.of(to));
  }
}
