package dev.imprimatur.policy.model;

import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The readings of a prompt that the models look at: as it stands and, if another view of it holds
 * clearly more known words, that view too, with and without words parted that may have run
 * together. Where words were weighed down, the rest is read by itself too. Of a prompt that is
 * mostly unknown words, for example in another language, only the known ones are read: the models
 * have learnt nothing of the others, and what they would say of them means nothing.
 *
 * @param readings none if no word is known
 * @param words of the prompt as it stands
 * @param knownShare share of the letters in known words as it stands, 0 to 1
 * @param disguise the view that reads better, if there is one
 */
record Restored(
    List<Reading> readings, List<Word> words, double knownShare, Optional<String> disguise) {
  /** A view must gain this share of letters, so that a sign like "4k" is no disguise. */
  private static final double GAIN = 0.08;

  /** Below this share of known letters a text is not one that the models can read. */
  private static final double READABLE = 0.5;

  Restored {
    readings = List.copyOf(readings);
    words = List.copyOf(words);
  }

  /** A text and its words. */
  record Reading(String text, List<Word> words) {}

  static Restored of(NormalisedPrompt prompt, KnownWords known, Segmentation segmentation) {
    List<Word> words = Words.of(prompt.folded());
    double share = known.share(words);
    double best = known.share(segmentation.of(words)) + GAIN;
    Optional<PromptView> better = Optional.empty();
    for (PromptView view : prompt.views().subList(1, prompt.views().size())) {
      List<Word> others = segmentation.of(Words.of(view));
      double other = known.share(others);
      if (other > best) {
        best = other;
        better = Optional.of(view);
      }
    }
    var readings = new ArrayList<Reading>();
    readable(new Reading(prompt.folded().text(), words), known).ifPresent(readings::add);
    better.ifPresent(view -> {
      var whole = new Reading(view.text(), Words.of(view));
      var parted = new Reading(segmentation.of(view.text()), segmentation.of(whole.words()));
      readable(parted, known).ifPresent(readings::add);
      if (!parted.equals(whole)) {
        readings.add(whole);
      }
    });
    prompt
        .emphasised()
        .flatMap(view -> readable(new Reading(view.text(), Words.of(view)), known))
        .ifPresent(readings::add);
    return new Restored(readings, words, share, better.map(PromptView::name));
  }

  private static Optional<Reading> readable(Reading reading, KnownWords known) {
    if (known.share(reading.words()) >= READABLE) {
      return Optional.of(reading);
    }
    List<Word> kept = reading.words().stream().filter(known::knows).toList();
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reading(kept.stream().map(Word::text).collect(Collectors.joining(" ")), kept));
  }
}
