package dev.imprimatur.policy.model;

import dev.imprimatur.policy.phrase.Word;
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

  static Restored of(
      NormalisedPrompt prompt, KnownWords known, Segmentation segmentation, Spelling spelling) {
    Reading folded = Reading.of(prompt.folded());
    double best = known.share(segmentation.of(folded.words())) + GAIN;
    Optional<String> disguise = Optional.empty();
    var readings = new ArrayList<Reading>();
    readable(folded, known).ifPresent(readings::add);
    Optional<Reading> better = Optional.empty();
    for (PromptView view : prompt.views().subList(1, prompt.views().size())) {
      Reading whole = Reading.of(view);
      Reading other = view.isSqueezedToTwo() ? spelling.of(whole) : whole;
      double share = known.share(segmentation.of(other.words()));
      if (share > best) {
        best = share;
        better = Optional.of(other);
        disguise = Optional.of(view.name());
      }
    }
    better.ifPresent(whole -> {
      var parted = new Reading(segmentation.of(whole.text()), segmentation.of(whole.words()));
      readable(parted, known).ifPresent(readings::add);
      if (!parted.equals(whole)) {
        readings.add(whole);
      }
    });
    prompt.emphasised().flatMap(view -> readable(Reading.of(view), known)).ifPresent(readings::add);
    return new Restored(readings, folded.words(), known.share(folded.words()), disguise);
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
