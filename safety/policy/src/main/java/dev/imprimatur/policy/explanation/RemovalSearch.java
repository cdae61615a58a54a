package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Decision;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds few words without which a request passes. What lists found must go in any case. Of the
 * rest, every one, then every pair and triple of those that weigh most is tried; where none
 * suffices, they go one after the other, the weightiest first. What was found can lose no removal:
 * each that can be put back is (one-minimality, as in delta debugging; Zeller and Hildebrandt
 * 2002).
 */
final class RemovalSearch {
  private static final int MOST_WORDS = 8;

  private static final int PAIRED = 8;
  private static final int TRIPLED = 6;

  private final Variants variants;
  private final Goal goal;
  private final BitSet listed;
  private final List<BitSet> ranked;

  RemovalSearch(Variants variants, Goal goal, List<BitSet> ranked) {
    this.variants = variants;
    this.goal = goal;
    this.listed = variants.atoms().listed();
    this.ranked = ranked.stream().filter(group -> !group.intersects(listed)).toList();
  }

  /** What to leave out, if anything suffices. */
  Optional<BitSet> run() {
    for (BitSet candidate : candidates()) {
      Optional<Decision> decision = variants.without(candidate);
      if (decision.isEmpty()) {
        break;
      }
      if (goal.reached(decision.get())) {
        return Optional.of(least(candidate)).filter(out -> out.cardinality() <= most());
      }
    }
    return Optional.empty();
  }

  private List<BitSet> candidates() {
    var candidates = new ArrayList<BitSet>();
    if (!listed.isEmpty()) {
      candidates.add(listed);
    }
    ranked.forEach(one -> candidates.add(with(one)));
    each(PAIRED, 2, candidates);
    each(TRIPLED, 3, candidates);
    var more = (BitSet) listed.clone();
    for (BitSet next : ranked.stream().limit(MOST_WORDS).toList()) {
      more.or(next);
      candidates.add((BitSet) more.clone());
    }
    return candidates;
  }

  private void each(int of, int size, List<BitSet> candidates) {
    List<BitSet> heaviest = ranked.stream().limit(of).toList();
    for (int chosen = 0; chosen < 1 << heaviest.size(); chosen++) {
      if (Integer.bitCount(chosen) == size) {
        BitSet[] parts =
            BitSet.valueOf(new long[] {chosen}).stream()
                .mapToObj(heaviest::get)
                .toArray(BitSet[]::new);
        candidates.add(with(parts));
      }
    }
  }

  private BitSet with(BitSet... parts) {
    var union = (BitSet) listed.clone();
    for (BitSet part : parts) {
      union.or(part);
    }
    return union;
  }

  /** Without those removals that are not needed. */
  private BitSet least(BitSet found) {
    var least = (BitSet) found.clone();
    for (int index : found.stream().toArray()) {
      least.clear(index);
      boolean needed = least.isEmpty() || !variants.without(least).map(goal::reached).orElse(false);
      if (needed) {
        least.set(index);
      }
    }
    return least;
  }

  /** How many words may go: a prompt that loses more, or half of them, is another prompt. */
  int most() {
    return Math.min(MOST_WORDS, variants.atoms().size() / 2);
  }
}
