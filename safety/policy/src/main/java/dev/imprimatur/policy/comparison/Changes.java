package dev.imprimatur.policy.comparison;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What differs between two sets of named things.
 *
 * @param added only in the second
 * @param removed only in the first
 * @param changed in both, but not the same
 */
public record Changes(
    SortedSet<String> added, SortedSet<String> removed, SortedSet<String> changed) {

  /** The changes from one map to another. */
  static <T> Changes between(Map<String, T> from, Map<String, T> to) {
    var changed = new TreeSet<String>();
    from.forEach((name, value) -> {
      if (to.containsKey(name) && !value.equals(to.get(name))) {
        changed.add(name);
      }
    });
    return new Changes(less(to.keySet(), from.keySet()), less(from.keySet(), to.keySet()), changed);
  }

  /** The changes from one set to another; nothing counts as changed. */
  static Changes between(Set<String> from, Set<String> to) {
    return new Changes(less(to, from), less(from, to), new TreeSet<>());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  private static SortedSet<String> less(Set<String> from, Set<String> without) {
    var rest = new TreeSet<>(from);
    rest.removeAll(without);
    return rest;
  }
}
