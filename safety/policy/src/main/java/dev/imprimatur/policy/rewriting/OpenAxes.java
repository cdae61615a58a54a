package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.phrase.PhraseBook;
import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells which attributes of a person a prompt leaves open. */
final class OpenAxes {
  /** Descriptions may be listed: "a tall, old doctor". */
  private static final Pattern GAPS = Pattern.compile("[ ,-]+");

  private final List<Statement> statements;

  OpenAxes(DiversityRules rules) {
    this.statements = rules.axes().stream().map(OpenAxes::statement).toList();
  }

  /**
   * The axes that nothing in the prompt decides for this person, in the rules' order.
   *
   * @param reasons takes why the others are left alone
   */
  List<Axis> of(PromptWords prompt, Slot slot, List<Reason> reasons) {
    var open = new ArrayList<Axis>();
    List<Word> modifiers =
        prompt.isRole(slot) ? prompt.words().subList(0, slot.firstWord()) : modifiers(prompt, slot);
    for (Statement statement : statements) {
      if (statement.anywhere().occursIn(prompt.words())
          || statement.adjacent().occursIn(modifiers)) {
        String axis = statement.axis().name();
        reasons.add(
            new Reason(
                "explicit_" + axis, "The prompt itself says the " + axis + ".", slot.noun()));
      } else {
        open.add(statement.axis());
      }
    }
    return open;
  }

  /** The words between the start of the noun's phrase and the noun. */
  private static List<Word> modifiers(PromptWords prompt, Slot slot) {
    int first = prompt.phraseStart(slot.firstWord(), GAPS);
    return prompt.words().subList(first, slot.firstWord());
  }

  private static Statement statement(Axis axis) {
    return new Statement(axis, book(axis.anywhere()), book(axis.adjacent()));
  }

  private static PhraseBook<String> book(List<String> phrases) {
    var builder = new PhraseBook.Builder<String>();
    phrases.forEach(phrase -> builder.add(phrase, phrase));
    return builder.build();
  }

  private record Statement(Axis axis, PhraseBook<String> anywhere, PhraseBook<String> adjacent) {}
}
