package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.rewriting.DiversityRules.Value;
import java.util.ArrayList;
import java.util.List;

/** Puts words right before a noun and lets "a" or "an" agree with them. */
final class Insertion {
  private final PromptWords prompt;
  private final List<Edit> edits = new ArrayList<>();

  Insertion(PromptWords prompt) {
    this.prompt = prompt;
  }

  /** Describes a slot by these values; slots must come in their order. */
  void describe(Slot slot, List<Choice> choices) {
    if (choices.isEmpty()) {
      return;
    }
    agree(slot, choices.getFirst().value().word());
    for (Choice choice : choices) {
      String word = choice.value().word();
      edits.add(
          new Edit(
              slot.start(), "", word + " ", choice.axis(), word, slot.noun(), choice.weight()));
    }
  }

  List<Edit> edits() {
    return edits;
  }

  /** The prompt's text with all edits made. */
  String text() {
    var edited = new StringBuilder();
    int at = 0;
    for (Edit edit : edits) {
      edited.append(prompt.text(), at, edit.position()).append(edit.inserted());
      at = edit.position() + edit.removed().length();
    }
    return edited.append(prompt.text().substring(at)).toString();
  }

  private void agree(Slot slot, String firstWord) {
    int article = slot.firstWord() - 1;
    String typed = prompt.typed(article);
    if (!prompt.joined(slot.firstWord())
        || !(prompt.word(article).equals("a") || prompt.word(article).equals("an"))) {
      return;
    }
    boolean vowel = "aeiouAEIOU".indexOf(firstWord.charAt(0)) >= 0;
    String agreeing = typed.charAt(0) + (vowel ? "n" : "");
    if (!agreeing.equalsIgnoreCase(typed)) {
      int position = prompt.words().get(article).start();
      edits.add(new Edit(position, typed, agreeing, Edit.ARTICLE, agreeing, slot.noun(), 1));
    }
  }

  /**
   * A value chosen for an axis.
   *
   * @param weight of its word
   */
  record Choice(String axis, Value value, double weight) {}
}
