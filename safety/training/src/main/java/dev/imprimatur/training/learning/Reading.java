package dev.imprimatur.training.learning;

import dev.imprimatur.policy.encoding.SentenceEncoder;
import dev.imprimatur.policy.model.NgramFeatures;
import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.training.corpus.Sample;
import java.util.List;

/** Brings samples into the form that learners read, the way the server reads prompts. */
final class Reading {
  private final PromptNormaliser normaliser = new PromptNormaliser();
  private final SentenceEncoder encoder = SentenceEncoder.shared();
  private final int buckets;

  Reading(int buckets) {
    this.buckets = buckets;
  }

  List<Example> read(List<Sample> samples) {
    return samples.parallelStream().map(this::read).toList();
  }

  private Example read(Sample sample) {
    NormalisedPrompt prompt = normaliser.normalise(sample.text());
    return Example.of(
        NgramFeatures.of(Words.of(prompt.folded()), buckets),
        encoder.encode(prompt.folded().text()).getFirst(),
        Targets.of(sample));
  }
}
