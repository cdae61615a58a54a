package dev.imprimatur.policy.rewriting;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells names by capital letters. A name that is missed is worse than a person who is not
 * rewritten.
 */
final class Names {
  private static final Set<String> PLACE_WORDS = Set.of("in", "at", "near", "from", "to");
  private static final Set<String> PARTICLES =
      Set.of(
          "van", "von", "de", "da", "di", "del", "della", "der", "den", "du", "la", "le", "bin",
          "ibn", "al", "el", "ten", "ter", "of");
  private static final Set<String> TITLES =
      Set.of(
          "dr",
          "mr",
          "mrs",
          "ms",
          "miss",
          "sir",
          "dame",
          "lord",
          "lady",
          "saint",
          "st",
          "pope",
          "captain",
          "professor",
          "prof",
          "doctor",
          "nurse",
          "president",
          "king",
          "queen",
          "prince",
          "princess",
          "detective",
          "inspector",
          "sergeant",
          "general",
          "colonel",
          "major",
          "aunt",
          "uncle",
          "chef",
          "judge",
          "agent");
  private static final int SHORT = 3;
  private static final Set<String> BEGINNINGS =
      Set.of(
          "above",
          "across",
          "after",
          "along",
          "among",
          "and",
          "around",
          "as",
          "at",
          "before",
          "behind",
          "below",
          "beneath",
          "beside",
          "between",
          "beyond",
          "by",
          "create",
          "depict",
          "draw",
          "during",
          "for",
          "from",
          "generate",
          "here",
          "illustrate",
          "imagine",
          "in",
          "inside",
          "into",
          "is",
          "make",
          "near",
          "next",
          "of",
          "on",
          "onto",
          "opposite",
          "outside",
          "over",
          "paint",
          "past",
          "picture",
          "photograph",
          "render",
          "show",
          "showing",
          "sketch",
          "that",
          "then",
          "there",
          "through",
          "to",
          "towards",
          "under",
          "until",
          "upon",
          "was",
          "when",
          "where",
          "while",
          "with",
          "within",
          "without");

  private Names() {}

  /**
   * Two capitalised words in a row in a prompt that is not all written so are taken for a name,
   * unless a word such as "in" makes a place of them; a particle may stand between them.
   */
  static boolean nameSomebody(PromptWords prompt) {
    return !isInTitleCase(prompt)
        && IntStream.range(1, prompt.words().size()).anyMatch(second -> isName(prompt, second));
  }

  /** "Bob the builder": a capitalised word that begins no sentence's usual way, then "the". */
  static boolean areByname(PromptWords prompt, Slot slot) {
    int name = slot.firstWord() - 2;
    return prompt.word(slot.firstWord() - 1).equals("the")
        && prompt.isCapitalised(name)
        && prompt.gapBefore(name + 1).equals(" ")
        && !BEGINNINGS.contains(prompt.word(name));
  }

  private static boolean isInTitleCase(PromptWords prompt) {
    return IntStream.range(0, prompt.words().size())
        .noneMatch(index -> prompt.word(index).length() > SHORT && !prompt.isCapitalised(index));
  }

  private static boolean isName(PromptWords prompt, int second) {
    int first = second - 1;
    while (PARTICLES.contains(prompt.word(first)) && !prompt.isCapitalised(first)) {
      first--;
    }
    if (!prompt.isCapitalised(first) || !prompt.isCapitalised(second)) {
      return false;
    }
    String gap = prompt.gapBefore(second);
    if (TITLES.contains(prompt.word(first)) && gap.equals(". ")) {
      return true;
    }
    return gap.equals(" ")
        && prompt.typed(first).length() > 1
        && (first == second - 1 || prompt.gapBefore(first + 1).equals(" "))
        && !PLACE_WORDS.contains(prompt.word(first - 1));
  }
}
