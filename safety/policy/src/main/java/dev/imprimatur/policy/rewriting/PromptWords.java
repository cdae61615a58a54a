package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A prompt as a row of words and what stands between them.
 *
 * @param text the prompt's text
 * @param words case-folded, placed in the text
 */
record PromptWords(String text, List<Word> words) {
  /** How many words before a noun can describe it. */
  private static final int MODIFIERS = 6;

  private static final Set<String> ROLE_WORDS = Set.of("as", "like", "is", "being");

  private static final Set<String> PHRASE_STARTS =
      Set.of("a", "an", "the", "and", "or", "with", "by", "to", "of", "in", "on", "at", "for");

  static PromptWords of(NormalisedPrompt prompt) {
    return new PromptWords(prompt.text(), Words.of(prompt.folded()));
  }

  /** The word at an index; empty beyond the ends. */
  String word(int index) {
    return index < 0 || index >= words.size() ? "" : words.get(index).text();
  }

  /** The word as typed; empty beyond the ends. */
  String typed(int index) {
    return index < 0 || index >= words.size()
        ? ""
        : text.substring(words.get(index).start(), words.get(index).end());
  }

  /** Whether the word begins with a capital letter. */
  boolean isCapitalised(int index) {
    return !typed(index).isEmpty() && Character.isUpperCase(typed(index).codePointAt(0));
  }

  /** What stands between the word before the index and the word at it. */
  String gapBefore(int index) {
    int start = index == 0 ? 0 : words.get(index - 1).end();
    int end = index >= words.size() ? text.length() : words.get(index).start();
    return text.substring(Math.min(start, end), end);
  }

  /** Whether two neighbouring words belong together: only a space or a hyphen is between them. */
  boolean joined(int index) {
    if (index <= 0 || index >= words.size()) {
      return false;
    }
    String gap = gapBefore(index);
    return gap.equals(" ") || gap.equals("-");
  }

  /**
   * The index of the first of the words that describe the noun at an index: back to an article, a
   * preposition or a mark.
   *
   * @param gaps what may stand between two of them
   */
  int phraseStart(int noun, Pattern gaps) {
    int first = noun;
    while (first > 0
        && noun - first < MODIFIERS
        && gaps.matcher(gapBefore(first)).matches()
        && !PHRASE_STARTS.contains(word(first - 1))) {
      first--;
    }
    return first;
  }

  /**
   * Whether a noun says what somebody is who was named before: "a tall man who is a doctor", "a
   * sloth working as a nurse".
   */
  boolean isRole(Slot slot) {
    return ROLE_WORDS.contains(word(slot.firstWord() - 1))
        || ROLE_WORDS.contains(word(slot.firstWord() - 2));
  }

  /** Whether a position is inside double quotation marks. */
  boolean isQuoted(int position) {
    long before =
        text.substring(0, position).chars().filter(each -> "\"“”„«»".indexOf(each) >= 0).count();
    return before % 2 == 1;
  }
}
