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
 * all ways to cut a word into known ones, the most probable is taken, as if words followed one
 * another by chance (a unigram model; Viterbi 1967).
 */
final class Segmentation {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final int SHORTEST = 3;
  private static final int LONGEST = 400;
  private static final int LONGEST_PART = 20;

  /** A word that only the encoder knows is rarer than any that was counted. */
  private static final double UNCOUNTED = 14;

  /** What a part costs that is no known word, and each of its letters. */
  private static final double UNKNOWN = 9;

  private static final double UNKNOWN_LETTER = 3.2;

  /** What an s behind a word costs that is not known with it. */
  private static final double POSSESSIVE = 4;

  private final Lexicon lexicon;
  private final WordPieces vocabulary;

  Segmentation(Lexicon lexicon, WordPieces vocabulary) {
    this.lexicon = lexicon;
    this.vocabulary = vocabulary;
  }

  /** The words, unknown ones in their parts where they have any. */
  List<Word> of(List<Word> words) {
    var parts = new ArrayList<Word>();
    for (Word word : words) {
      for (String part : cut(word.text())) {
        for (String piece : part.split("'", -1)) {
          parts.add(new Word(piece, word.start(), word.end()));
        }
      }
    }
    return parts;
  }

  /** A text with its unknown words in their parts; what stands between words stays. */
  String of(String text) {
    return WORD.matcher(text).replaceAll(match -> String.join(" ", cut(match.group())));
  }

  private List<String> cut(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST || lexicon.knows(text)) {
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
    if (part.length() == 1 && !part.equals("a") && !part.equals("i")) {
      return Double.POSITIVE_INFINITY;
    }
    double known = known(part);
    return isPossessive(part, known)
        ? lexicon.cost(stem(part)) + POSSESSIVE
        : Math.min(known, UNKNOWN + UNKNOWN_LETTER * part.length());
  }

  private double known(String part) {
    double cost = lexicon.cost(part);
    return Double.isInfinite(cost) && part.length() > 1 && vocabulary.knows(part)
        ? UNCOUNTED
        : cost;
  }

  /** Joining loses the apostrophe of "a man's coat". */
  private boolean isPossessive(String part, double known) {
    return part.length() > SHORTEST
        && part.endsWith("s")
        && lexicon.cost(stem(part)) + POSSESSIVE < known;
  }

  private static String stem(String part) {
    return part.substring(0, part.length() - 1);
  }

  private List<String> parts(String text, int[] cuts) {
    Deque<String> parts = new ArrayDeque<>();
    for (int end = text.length(); end > 0; end = cuts[end]) {
      String part = text.substring(cuts[end], end);
      parts.addFirst(isPossessive(part, known(part)) ? stem(part) + "'s" : part);
    }
    return List.copyOf(parts);
  }
}
