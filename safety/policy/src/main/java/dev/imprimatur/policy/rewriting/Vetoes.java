package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.phrase.PhraseBook;
import dev.imprimatur.policy.phrase.PhraseMatch;
import dev.imprimatur.policy.rewriting.DiversityRules.Scope;
import dev.imprimatur.policy.rewriting.DiversityRules.Veto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The reasons to leave a prompt, or one person in it, alone. */
final class Vetoes {
  /** Photography begins to show how varied people are; earlier years are history. */
  private static final int FIRST_MODERN_YEAR = 1950;

  /** Said of what no rule here is made for. */
  static final Reason OTHER_LANGUAGE =
      new Reason("other_language", "The prompt does not seem to be English.", "");

  private static final Pattern YEAR = Pattern.compile("1[0-9]{3}s?");
  private static final Set<String> ABSENCE_WORDS = Set.of("without", "no", "not", "never");
  private static final Pattern SPACES = Pattern.compile("[ -]");
  private static final Reason NAMED =
      new Reason("named", "The prompt seems to name somebody, whose looks are given.", "");

  private final PhraseBook<Veto> words;
  private final Set<String> otherLanguages;
  private final Set<String> english;

  Vetoes(DiversityRules rules) {
    var builder = new PhraseBook.Builder<Veto>();
    rules.vetoes().forEach(veto -> veto.words().forEach(word -> builder.add(word, veto)));
    this.words = builder.build();
    this.otherLanguages = Set.copyOf(rules.otherLanguages());
    this.english = Set.copyOf(rules.english());
  }

  /** Why nobody in the prompt is rewritten; empty if somebody may be. */
  List<Reason> ofPrompt(PromptWords prompt) {
    var reasons = new ArrayList<Reason>();
    words.find(prompt.words()).stream()
        .map(PhraseMatch::entry)
        .filter(veto -> veto.scope() == Scope.PROMPT)
        .distinct()
        .map(veto -> new Reason(veto.code(), veto.message(), ""))
        .forEach(reasons::add);
    if (reasons.stream().noneMatch(reason -> reason.code().equals("historical"))
        && prompt.words().stream().anyMatch(word -> isHistoricalYear(word.text()))) {
      reasons.add(
          new Reason(
              "historical", "The prompt names a year before " + FIRST_MODERN_YEAR + ".", ""));
    }
    if (isOtherLanguage(prompt)) {
      reasons.add(OTHER_LANGUAGE);
    }
    if (Names.nameSomebody(prompt)) {
      reasons.add(NAMED);
    }
    return reasons;
  }

  /** Why this person is not rewritten. */
  Optional<Reason> ofSlot(PromptWords prompt, Slot slot) {
    int phrase = prompt.phraseStart(slot.firstWord(), SPACES);
    if (IntStream.range(phrase - 2, slot.firstWord())
        .anyMatch(index -> ABSENCE_WORDS.contains(prompt.word(index)))) {
      return Optional.of(
          new Reason("absent", "The prompt says that this person is not there.", slot.noun()));
    }
    if (Names.areByname(prompt, slot)) {
      return Optional.of(NAMED);
    }
    boolean playsPart = prompt.isRole(slot);
    return words.find(prompt.words()).stream()
        .filter(match -> match.entry().scope() == Scope.NOUN)
        .filter(match -> playsPart || isBeside(prompt, match, slot, phrase))
        .findFirst()
        .map(match -> new Reason(match.entry().code(), match.entry().message(), slot.noun()));
  }

  private static boolean isBeside(
      PromptWords prompt, PhraseMatch<Veto> match, Slot slot, int phrase) {
    return (match.firstWord() >= phrase && match.nextWord() <= slot.firstWord())
        || (match.firstWord() == slot.nextWord() && prompt.joined(slot.nextWord()));
  }

  private static boolean isHistoricalYear(String word) {
    return YEAR.matcher(word).matches()
        && Integer.parseInt(word.substring(0, 4)) < FIRST_MODERN_YEAR;
  }

  /** Whether small words of other languages, or letters of other scripts, prevail. */
  boolean isOtherLanguage(PromptWords prompt) {
    long letters = prompt.text().codePoints().filter(Character::isLetter).count();
    long latin =
        prompt
            .text()
            .codePoints()
            .filter(Character::isLetter)
            .filter(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN)
            .count();
    return 2 * latin < letters || hasForeignWords(prompt);
  }

  private boolean hasForeignWords(PromptWords prompt) {
    long foreign =
        prompt.words().stream().filter(word -> otherLanguages.contains(word.text())).count();
    long own = prompt.words().stream().filter(word -> english.contains(word.text())).count();
    return foreign >= 2 && foreign > own;
  }
}
