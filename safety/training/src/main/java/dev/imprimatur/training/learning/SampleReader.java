package dev.imprimatur.training.learning;

import dev.imprimatur.policy.encoding.SentenceEncoder;
import dev.imprimatur.policy.model.Descriptions;
import dev.imprimatur.policy.model.NgramFeatures;
import dev.imprimatur.policy.model.Reading;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.training.corpus.Sample;
import java.util.List;

/** Brings samples into the form that learners read, the way the server reads prompts. */
final class SampleReader {
  private final PromptNormaliser normaliser = new PromptNormaliser();
  private final SentenceEncoder encoder = SentenceEncoder.shared();
  private final int buckets;
  private final Descriptions descriptions;

  SampleReader(int buckets, Descriptions descriptions) {
    this.buckets = buckets;
    this.descriptions = descriptions;
  }

  List<Example> read(List<Sample> samples) {
    return samples.parallelStream().map(this::read).toList();
  }

  private Example read(Sample sample) {
    Reading reading = descriptions.of(Reading.of(normaliser.normalise(sample.text()).folded()));
    return Example.of(
        NgramFeatures.of(reading.words(), buckets),
        encoder.encode(reading.text()).getFirst(),
        Targets.of(sample));
  }
}
