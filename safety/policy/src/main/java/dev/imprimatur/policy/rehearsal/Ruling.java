package dev.imprimatur.policy.rehearsal;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was decided on a request in the end, after its rewriting.
 *
 * @param allowed whether it may be drawn
 * @param code of the refusal, empty if it is allowed
 * @param policies the ids of those that made it so, and of those that demand something
 * @param obligations what must be done about it
 */
public record Ruling(
    boolean allowed, String code, SortedSet<String> policies, SortedSet<String> obligations) {
  public Ruling {
    policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
    obligations = Collections.unmodifiableSortedSet(new TreeSet<>(obligations));
  }

  /** A ruling with its names in any order. */
  public static Ruling of(
      boolean allowed, String code, Collection<String> policies, Collection<String> obligations) {
    return new Ruling(allowed, code, new TreeSet<>(policies), new TreeSet<>(obligations));
  }

  /** For people, for example {@code denied (violence) by likely-violence}. */
  @Override
  public String toString() {
    return (allowed ? "allowed" : "denied (" + code + ")")
        + (policies.isEmpty() ? "" : " by " + String.join(", ", policies))
        + (obligations.isEmpty() ? "" : ", with " + String.join(", ", obligations));
  }
}
