package dev.imprimatur.diffusion.tokenizer;

import dev.imprimatur.diffusion.tokenizer.Merges.Merge;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of one word (Sennrich et al., "Neural machine translation of rare words with subword
 * units", 2016): its bytes at first, of which neighbours merge, the lowest rank first and the
 * leftmost of equals. A queue of the possible merges keeps the time near linear in the word.
 */
final class WordPieces {
  private record Candidate(Merge merge, int left) {}

  private static final int NONE = -1;
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingInt((Candidate candidate) -> candidate.merge().rank())
          .thenComparingInt(Candidate::left);

  private final Merges merges;
  private final int[] ids;
  private final int[] next;
  private final int[] previous;
  private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(ORDER);

  /** Pieces of one byte each, which {@link #merge} merges. */
  WordPieces(Merges merges, int[] ids) {
    this.merges = merges;
    this.ids = ids;
    this.next = new int[ids.length];
    this.previous = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      next[i] = i + 1 < ids.length ? i + 1 : NONE;
      previous[i] = i - 1;
    }
  }

  /** Merges all there is to merge and adds the pieces, with the origins of their first bytes. */
  void merge(int[] origins, List<Piece> pieces) {
    for (int i = 0; i + 1 < ids.length; i++) {
      offer(i);
    }
    for (Candidate best = candidates.poll(); best != null; best = candidates.poll()) {
      // Another merge may have taken one of the two away.
      if (best.merge().equals(mergeAt(best.left()))) {
        join(best.left(), best.merge().result());
      }
    }
    for (int i = 0; i != NONE; i = next[i]) {
      pieces.add(new Piece(ids[i], origins[i]));
    }
  }

  private void join(int left, int result) {
    int right = next[left];
    ids[left] = result;
    ids[right] = NONE;
    next[left] = next[right];
    if (next[left] != NONE) {
      previous[next[left]] = left;
    }
    offer(left);
    if (previous[left] != NONE) {
      offer(previous[left]);
    }
  }

  private void offer(int left) {
    Merge merge = mergeAt(left);
    if (merge != null) {
      candidates.add(new Candidate(merge, left));
    }
  }

  private @Nullable Merge mergeAt(int left) {
    return ids[left] == NONE || next[left] == NONE ? null : merges.of(ids[left], ids[next[left]]);
  }
}
