package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.phrase.PhraseBook;
import dev.imprimatur.policy.phrase.PhraseMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the nouns that stand for persons, and tells those apart that only look like it. */
final class Persons {
  /** More than so many are a crowd; describing each would bury the prompt. */
  private static final int CROWD = 4;

  /** "a doctor smiles", "smiling", "dressed", "slowly"; and "a doctor 8k". */
  private static final Pattern VERB_OR_ADVERB = Pattern.compile(".*(s|ing|ed|ly)|[0-9].*");

  private final PhraseBook<HowMany> nouns;
  private final Set<String> compounds;
  private final Set<String> objects;
  private final Set<String> followers;

  /** Whether a noun means one person, several, or something that is none. */
  private enum HowMany {
    ONE,
    SEVERAL,
    NONE
  }

  Persons(DiversityRules rules) {
    var builder = new PhraseBook.Builder<HowMany>();
    for (String noun : concat(rules.occupations(), rules.persons())) {
      builder.add(noun, HowMany.ONE);
      builder.add(Plural.of(noun), HowMany.SEVERAL);
    }
    rules.plurals().forEach(noun -> builder.add(noun, HowMany.SEVERAL));
    rules.things().forEach(noun -> builder.add(noun, HowMany.NONE));
    this.nouns = builder.build();
    this.compounds = new HashSet<>(rules.compounds());
    this.objects = new HashSet<>(rules.objects());
    this.followers = new HashSet<>(rules.followers());
  }

  /**
   * The prompt's slots, by position.
   *
   * @param reasons takes why nouns are left alone
   */
  List<Slot> find(PromptWords prompt, List<Reason> reasons) {
    var slots = new ArrayList<Slot>();
    for (PhraseMatch<HowMany> noun : longest(nouns.find(prompt.words()))) {
      String typed = prompt.text().substring(noun.start(), noun.end());
      if (noun.entry() == HowMany.NONE || isPartOfThing(prompt, noun)) {
        reasons.add(new Reason("not_a_person", "Here the word is part of a thing's name.", typed));
      } else if (prompt.isQuoted(noun.start())) {
        reasons.add(new Reason("quoted", "Text in quotation marks is drawn as it is.", typed));
      } else if (noun.entry() == HowMany.SEVERAL) {
        reasons.add(
            new Reason("several", "Several people at once are left as they are described.", typed));
      } else {
        slots.add(slot(slots.size(), prompt, noun));
      }
    }
    if (slots.size() > CROWD) {
      reasons.add(new Reason("crowd", "The prompt describes too many people to name each.", ""));
      return List.of();
    }
    return slots;
  }

  private Slot slot(int number, PromptWords prompt, PhraseMatch<HowMany> noun) {
    int first = noun.firstWord();
    while (prompt.joined(first) && compounds.contains(prompt.word(first - 1))) {
      first--;
    }
    int start = first == noun.firstWord() ? noun.start() : prompt.words().get(first).start();
    return new Slot(
        number, first, noun.nextWord(), start, prompt.text().substring(noun.start(), noun.end()));
  }

  /** "software engineer" is one noun, not "engineer" with something before it. */
  private static List<PhraseMatch<HowMany>> longest(List<PhraseMatch<HowMany>> found) {
    var kept = new ArrayList<PhraseMatch<HowMany>>();
    for (PhraseMatch<HowMany> match : found) {
      if (!kept.isEmpty() && kept.getLast().firstWord() == match.firstWord()) {
        kept.set(kept.size() - 1, match);
      } else if (kept.isEmpty() || kept.getLast().nextWord() <= match.firstWord()) {
        kept.add(match);
      }
    }
    return kept;
  }

  private boolean isPartOfThing(PromptWords prompt, PhraseMatch<HowMany> noun) {
    int next = noun.nextWord();
    boolean hyphened =
        prompt.gapBefore(noun.firstWord()).equals("-") || prompt.gapBefore(next).startsWith("-");
    return isPossessive(prompt, next)
        || hyphened
        || (prompt.joined(next) && !mayFollow(prompt.word(next)));
  }

  private boolean mayFollow(String word) {
    return followers.contains(word)
        || (VERB_OR_ADVERB.matcher(word).matches() && !objects.contains(word));
  }

  private static boolean isPossessive(PromptWords prompt, int next) {
    String gap = prompt.gapBefore(next);
    boolean apostrophe = gap.startsWith("'") || gap.startsWith("’");
    return apostrophe && (prompt.word(next).equals("s") || gap.length() > 1);
  }

  private static List<String> concat(List<String> first, List<String> second) {
    var both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
