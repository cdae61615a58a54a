package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.DeterminingPolicy;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What comes of a request, as far as tests of bundles state it.
 *
 * @param allowed whether it may be drawn
 * @param policies the ids of those that made it so, and of those that demand something of it
 */
public record Answer(boolean allowed, SortedSet<String> policies) {
  public Answer {
    policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
  }

  /** An answer with its policies in any order. */
  public static Answer of(boolean allowed, Collection<String> policies) {
    return new Answer(allowed, new TreeSet<>(policies));
  }

  /** The answer that a decision gives. */
  public static Answer of(Decision decision) {
    return switch (decision) {
      case Decision.Allowed allowed ->
          of(true, Stream.concat(ids(allowed), obliging(allowed)).toList());
      case Decision.Denied denied -> of(false, ids(denied).toList());
    };
  }

  private static Stream<String> ids(Decision decision) {
    return decision.policies().stream().map(DeterminingPolicy::id);
  }

  private static Stream<String> obliging(Decision.Allowed allowed) {
    return allowed.obligations().stream().map(obligation -> obligation.policy().id());
  }

  /** For people, for example {@code deny by no-hate}. */
  @Override
  public String toString() {
    return (allowed ? "allow" : "deny")
        + (policies.isEmpty() ? " by no policy" : " by " + String.join(", ", policies));
  }
}
