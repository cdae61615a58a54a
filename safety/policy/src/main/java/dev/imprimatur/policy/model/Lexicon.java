package dev.imprimatur.policy.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words that the models were trained on, each with what it costs to read it: the negative
 * logarithm of its share in all words, in eighths.
 *
 * @param costs by word, from 0 to 255
 */
public record Lexicon(Map<String, Integer> costs) {
  private static final int UNITS = 8;
  private static final int LARGEST = 255;
  private static final int LONGEST_WORD = 60;

  public Lexicon {
    costs = Map.copyOf(costs);
    costs.forEach((word, cost) -> {
      if (word.isEmpty() || word.length() > LONGEST_WORD || cost < 0 || cost > LARGEST) {
        throw new IllegalArgumentException("a word of the lexicon or its cost is out of bounds");
      }
    });
  }

  /**
   * Words by how often they were counted.
   *
   * @param least words counted less often than this are left out
   */
  public static Lexicon of(Map<String, Integer> counts, int least) {
    double all = counts.values().stream().mapToDouble(Integer::doubleValue).sum();
    var costs = new TreeMap<String, Integer>();
    counts.forEach((word, count) -> {
      if (count >= least) {
        costs.put(word, (int) Math.min(LARGEST, Math.round(-Math.log(count / all) * UNITS)));
      }
    });
    return new Lexicon(costs);
  }

  boolean knows(String word) {
    return costs.containsKey(word);
  }

  /** What a word costs, in nats; infinite if it is not known. */
  double cost(String word) {
    Integer cost = costs.get(word);
    return cost == null ? Double.POSITIVE_INFINITY : (double) cost / UNITS;
  }

  /** Sorted, each word as how much it shares with the one before it, the rest, and its cost. */
  byte[] write() {
    SortedMap<String, Integer> sorted = new TreeMap<>(costs);
    var bytes = new ByteArrayOutputStream();
    String before = "";
    for (Map.Entry<String, Integer> entry : sorted.entrySet()) {
      String word = entry.getKey();
      int shared = shared(before, word);
      byte[] rest = word.substring(shared).getBytes(StandardCharsets.UTF_8);
      bytes.write(shared);
      bytes.write(rest.length);
      bytes.writeBytes(rest);
      bytes.write(entry.getValue());
      before = word;
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the bytes are no lexicon
   */
  static Lexicon read(byte[] bytes) {
    var costs = new TreeMap<String, Integer>();
    String before = "";
    for (int at = 0; at < bytes.length; ) {
      int shared = bytes[at] & LARGEST;
      int length = at + 1 < bytes.length ? bytes[at + 1] & LARGEST : LARGEST;
      int end = at + 2 + length;
      if (shared > before.length() || end >= bytes.length) {
        throw new IllegalArgumentException("the lexicon is cut off");
      }
      before =
          before.substring(0, shared) + new String(bytes, at + 2, length, StandardCharsets.UTF_8);
      costs.put(before, bytes[end] & LARGEST);
      at = end + 1;
    }
    return new Lexicon(costs);
  }

  private static int shared(String one, String other) {
    int shared = 0;
    while (shared < Math.min(one.length(), other.length())
        && one.charAt(shared) == other.charAt(shared)) {
      shared++;
    }
    return shared;
  }
}
