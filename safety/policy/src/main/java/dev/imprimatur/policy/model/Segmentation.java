package dev.imprimatur.policy.model;

import dev.imprimatur.policy.encoding.WordPieces;
import dev.imprimatur.policy.phrase.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parts words that ran together when letters torn apart were joined again: "abloodyknife". Among
 * all ways to cut a word into known ones, that with the most frequent is taken, by dynamic
 * programming; the vocabulary is sorted by frequency, so a word costs the logarithm of its place
 * (Zipf's law).
 */
final class Segmentation {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final int SHORTEST = 4;
  private static final int LONGEST = 400;
  private static final int LONGEST_PART = 16;

  /** What each further part costs, so that few long words win over many short ones. */
  private static final double CUT = 6;

  /** What a part costs that is no known word, and each of its letters. */
  private static final double UNKNOWN = 14;

  private static final double UNKNOWN_LETTER = 5.5;

  private final WordPieces vocabulary;

  Segmentation(WordPieces vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The words, unknown ones in their parts where they have any. */
  List<Word> of(List<Word> words) {
    var parts = new ArrayList<Word>();
    for (Word word : words) {
      cut(word.text()).forEach(part -> parts.add(new Word(part, word.start(), word.end())));
    }
    return parts;
  }

  /** A text with its unknown words in their parts; what stands between words stays. */
  String of(String text) {
    return WORD.matcher(text).replaceAll(match -> String.join(" ", cut(match.group())));
  }

  private List<String> cut(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST || vocabulary.knows(text)) {
      return List.of(text);
    }
    var costs = new double[text.length() + 1];
    var cuts = new int[text.length() + 1];
    Arrays.fill(costs, 1, costs.length, Double.POSITIVE_INFINITY);
    for (int end = 1; end <= text.length(); end++) {
      for (int start = Math.max(0, end - LONGEST_PART); start < end; start++) {
        double cost = costs[start] + cost(text.substring(start, end));
        if (cost < costs[end]) {
          costs[end] = cost;
          cuts[end] = start;
        }
      }
    }
    return Double.isInfinite(costs[text.length()]) ? List.of(text) : parts(text, cuts);
  }

  private double cost(String part) {
    if (part.length() == 1 && !part.equals("a")) {
      return Double.POSITIVE_INFINITY;
    }
    return vocabulary.knows(part)
        ? CUT + Math.log(vocabulary.place(part))
        : UNKNOWN + UNKNOWN_LETTER * part.length();
  }

  private static List<String> parts(String text, int[] cuts) {
    Deque<String> parts = new ArrayDeque<>();
    for (int end = text.length(); end > 0; end = cuts[end]) {
      parts.addFirst(text.substring(cuts[end], end));
    }
    return List.copyOf(parts);
  }
}
