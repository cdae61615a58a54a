package dev.imprimatur.training.learning;

import dev.imprimatur.policy.encoding.SentenceEncoder;
import dev.imprimatur.policy.model.Descriptions;
import dev.imprimatur.policy.model.NgramFeatures;
import dev.imprimatur.policy.model.Reading;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.training.corpus.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Brings samples into the form that learners read, the way the server reads prompts. Every second
 * sample keeps its descriptions of people as they were typed, so that those that no list holds mean
 * as little as the listed ones.
 */
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
    Reading typed = Reading.of(normaliser.normalise(sample.text()).folded());
    Reading reading = keepsDescriptions(sample) ? typed : descriptions.of(typed);
    return Example.of(
        NgramFeatures.of(reading.words(), buckets),
        encoder.encode(reading.text()).getFirst(),
        Targets.of(sample),
        Weights.of(sample));
  }

  private static boolean keepsDescriptions(Sample sample) {
    var checksum = new CRC32();
    checksum.update(sample.text().getBytes(StandardCharsets.UTF_8));
    return checksum.getValue() % 2 == 0;
  }
}
