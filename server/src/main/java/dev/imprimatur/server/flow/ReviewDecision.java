package dev.imprimatur.server.flow;

import java.util.Set;

/**
 * What an officer decides on held pictures.
 *
 * @param released the indexes of those that the owner may have; none withholds all
 * @param reason for the record and the owner
 */
public record ReviewDecision(Set<Integer> released, String reason) {
  public ReviewDecision {
    released = Set.copyOf(released);
  }
}
