package dev.imprimatur.training.learning;

import dev.imprimatur.policy.encoding.SentenceEncoder;
import dev.imprimatur.policy.model.NgramModel;
import dev.imprimatur.policy.model.SemanticHeads;
import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.training.corpus.Sample;
import java.util.List;

/** Scores samples by both models, the way the server reads prompts that are not disguised. */
final class Scoring {
  private final PromptNormaliser normaliser = new PromptNormaliser();
  private final SentenceEncoder encoder = SentenceEncoder.shared();
  private final NgramModel ngrams;
  private final SemanticHeads heads;

  Scoring(NgramModel ngrams, SemanticHeads heads) {
    this.ngrams = ngrams;
    this.heads = heads;
  }

  List<Scored> score(List<Sample> samples) {
    return samples.parallelStream().map(this::score).toList();
  }

  private Scored score(Sample sample) {
    NormalisedPrompt prompt = normaliser.normalise(sample.text());
    return new Scored(
        sample,
        ngrams.logits(Words.of(prompt.folded())),
        heads.logits(encoder.encode(prompt.folded().text())));
  }
}
