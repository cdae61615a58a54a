package dev.imprimatur.policy.phrase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Long words that a misspelt word may stand for: those at a distance of one edit, which is a letter
 * more, less or other, or two neighbours that changed places.
 *
 * <p>Words are found by what is left when one letter is taken out of either, so that a search takes
 * time proportional to the word's length squared, however many words there are (the idea of Wolf
 * Garbe's SymSpell, 2012; the distance is the restricted one of Damerau, 1964).
 */
public final class NearWords {
  /** A shorter word is too often near another one that means something else. */
  private static final int SHORTEST = 5;

  private final Map<String, List<String>> byRemainder = new HashMap<>();

  /** The words of {@code words} that are long enough. */
  public NearWords(Collection<String> words) {
    new LinkedHashSet<>(words)
        .stream()
            .filter(word -> word.length() >= SHORTEST)
            .forEach(word ->
                remainders(word)
                    .forEach(remainder ->
                        byRemainder
                            .computeIfAbsent(remainder, ignored -> new ArrayList<>(1))
                            .add(word)));
  }

  /** Every word at a distance of one edit from {@code word}, which is not among them. */
  public Set<String> near(String word) {
    var near = new LinkedHashSet<String>();
    if (word.length() >= SHORTEST - 1) {
      for (String remainder : remainders(word)) {
        for (String candidate : byRemainder.getOrDefault(remainder, List.of())) {
          if (isOneEdit(word, candidate)) {
            near.add(candidate);
          }
        }
      }
    }
    return near;
  }

  private static Set<String> remainders(String word) {
    var remainders = new LinkedHashSet<String>();
    remainders.add(word);
    for (int out = 0; out < word.length(); out++) {
      remainders.add(word.substring(0, out) + word.substring(out + 1));
    }
    return remainders;
  }

  private static boolean isOneEdit(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int same = 0;
    while (same < shorter && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    String left = one.substring(same);
    String right = other.substring(same);
    return switch (left.length() - right.length()) {
      case 0 -> left.length() > 0 && (rest(left, 1).equals(rest(right, 1)) || swapped(left, right));
      case 1 -> rest(left, 1).equals(right);
      case -1 -> rest(right, 1).equals(left);
      default -> false;
    };
  }

  private static boolean swapped(String left, String right) {
    return left.length() > 1
        && left.charAt(0) == right.charAt(1)
        && left.charAt(1) == right.charAt(0)
        && rest(left, 2).equals(rest(right, 2));
  }

  private static String rest(String text, int from) {
    return text.substring(from);
  }
}
