package dev.imprimatur.training.learning;

import dev.imprimatur.policy.model.Lexicon;
import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.training.corpus.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts the words of samples for the lexicon, each prompt once and not in every dress. */
final class WordCount {
  /** Fewer sightings may be a slip of somebody's pen. */
  private static final int LEAST = 2;

  private static final Pattern COUNTED = Pattern.compile("[a-z]{1,20}");

  private WordCount() {}

  static Lexicon lexicon(List<Sample> samples) {
    var normaliser = new PromptNormaliser();
    Map<String, Integer> counts = new TreeMap<>();
    for (Sample sample : samples) {
      if (isCounted(sample)) {
        for (Word word : Words.of(normaliser.normalise(sample.text()).folded())) {
          if (COUNTED.matcher(word.text()).matches()) {
            counts.merge(word.text(), 1, Integer::sum);
          }
        }
      }
    }
    return Lexicon.of(counts, LEAST);
  }

  /** Odd prompts are in other languages, or in none. */
  private static boolean isCounted(Sample sample) {
    return !sample.origin().endsWith("-dressed") && !sample.origin().equals("composed-odd");
  }
}
