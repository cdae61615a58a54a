package dev.imprimatur.policy.model;

import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.List;

/**
 * A text as the models read it: the encoder the text, the n-gram model its words.
 *
 * @param text in lower case
 * @param words of the text
 */
public record Reading(String text, List<Word> words) {
  public Reading {
    words = List.copyOf(words);
  }

  /** A view as it stands. */
  public static Reading of(PromptView view) {
    return new Reading(view.text(), Words.of(view));
  }
}
