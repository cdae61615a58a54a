package dev.imprimatur.training.learning;

import dev.imprimatur.policy.encoding.SentenceEncoder;
import dev.imprimatur.policy.model.Descriptions;
import dev.imprimatur.policy.model.NgramModel;
import dev.imprimatur.policy.model.Reading;
import dev.imprimatur.policy.model.SemanticHeads;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.training.corpus.Sample;
import java.util.List;

/** Scores samples by both models, the way the server reads prompts that are not disguised. */
final class Scoring {
  private final PromptNormaliser normaliser = new PromptNormaliser();
  private final SentenceEncoder encoder = SentenceEncoder.shared();
  private final NgramModel ngrams;
  private final SemanticHeads heads;
  private final Descriptions descriptions;

  Scoring(NgramModel ngrams, SemanticHeads heads, Descriptions descriptions) {
    this.ngrams = ngrams;
    this.heads = heads;
    this.descriptions = descriptions;
  }

  List<Scored> score(List<Sample> samples) {
    return samples.parallelStream().map(this::score).toList();
  }

  private Scored score(Sample sample) {
    Reading reading = descriptions.of(Reading.of(normaliser.normalise(sample.text()).folded()));
    return new Scored(
        sample, ngrams.logits(reading.words()), heads.logits(encoder.encode(reading.text())));
  }
}
