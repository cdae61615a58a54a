package dev.imprimatur.policy.model;

import dev.imprimatur.policy.phrase.Word;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which words, pairs of words and parts of words a text holds, as numbers of buckets. Words are
 * hashed (Weinberger et al. 2009), so no vocabulary is kept; each bucket counts once.
 */
public final class NgramFeatures {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 5;

  /** More words than any prompt has; what follows them is left out. */
  private static final int WORDS = 1024;

  private static final int LONGEST_WORD = 40;

  private NgramFeatures() {}

  /**
   * The buckets of a text, ascending, without duplicates.
   *
   * @param buckets how many there are, a power of two
   */
  public static int[] of(List<Word> words, int buckets) {
    var found = IntStream.builder();
    int before = 0;
    for (Word word : words.subList(0, Math.min(words.size(), WORDS))) {
      String text = word.text();
      int whole = hash('w', text, 0, text.length());
      found.add(bucket(whole, buckets));
      if (before != 0) {
        found.add(bucket(31 * before + whole, buckets));
      }
      before = whole;
      String framed = "<" + text.substring(0, Math.min(text.length(), LONGEST_WORD)) + ">";
      for (int length = SHORTEST; length <= LONGEST; length++) {
        for (int start = 0; start + length <= framed.length(); start++) {
          found.add(bucket(hash('c', framed, start, start + length), buckets));
        }
      }
    }
    int[] all = found.build().toArray();
    Arrays.sort(all);
    return IntStream.range(0, all.length)
        .filter(at -> at == 0 || all[at] != all[at - 1])
        .map(at -> all[at])
        .toArray();
  }

  /** FNV-1a over UTF-16 units. */
  private static int hash(char kind, String text, int start, int end) {
    int hash = (0x811c9dc5 ^ kind) * 0x01000193;
    for (int at = start; at < end; at++) {
      hash = (hash ^ text.charAt(at)) * 0x01000193;
    }
    return hash;
  }

  /** The finalizer of MurmurHash3, since the low bits of FNV are weak. */
  private static int bucket(int hash, int buckets) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return (mixed ^ (mixed >>> 16)) & (buckets - 1);
  }
}
