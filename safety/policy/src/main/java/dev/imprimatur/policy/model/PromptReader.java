package dev.imprimatur.policy.model;

import dev.imprimatur.policy.encoding.SentenceEncoder;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.signal.Scores;
import dev.imprimatur.policy.signal.Source;
import dev.imprimatur.policy.signal.Writing;

/**
 * Reads prompts with a trained model: how probable each category is, and how the prompt is written.
 * Where a prompt is disguised, its restored form is read as well and the higher probability counts.
 * Words of which the models know nothing count for nothing where they are most of the prompt.
 */
public final class PromptReader {
  private final PromptModel model;
  private final String hash;
  private final Levels levels;
  private final boolean semantic;
  private final SentenceEncoder encoder = SentenceEncoder.shared();
  private final KnownWords known;
  private final Segmentation segmentation;
  private final Spelling spelling;

  /**
   * @param hash SHA-256 of the model's bytes, lower-case hex
   * @param semantic whether the sentence encoder is asked too, which takes a few milliseconds
   */
  public PromptReader(PromptModel model, String hash, Levels levels, boolean semantic) {
    this.model = model;
    this.hash = hash;
    this.levels = levels;
    this.semantic = semantic;
    this.known = new KnownWords(encoder.vocabulary(), model.lexicon());
    this.segmentation = new Segmentation(model.lexicon(), encoder.vocabulary());
    this.spelling = new Spelling(model.lexicon());
  }

  /** The probability of each output, in the order of {@link Outputs}. */
  public double[] probabilities(NormalisedPrompt prompt) {
    return probabilities(Restored.of(prompt, known, segmentation, spelling));
  }

  /**
   * The scores of a prompt, and how it is written.
   *
   * @param namesMinor whether a minor is mentioned in it
   */
  public PromptReading read(NormalisedPrompt prompt, Source source, boolean namesMinor) {
    Restored restored = Restored.of(prompt, known, segmentation, spelling);
    return new PromptReading(
        scores(probabilities(restored), source, namesMinor), writing(restored));
  }

  private Scores scores(double[] probabilities, Source source, boolean namesMinor) {
    return new Scores(
        semantic ? "ngrams+" + SentenceEncoder.NAME : "ngrams",
        model.version(),
        hash,
        source,
        probabilities[Outputs.COUNT - 1],
        levels.of(probabilities, namesMinor));
  }

  private static Writing writing(Restored restored) {
    return WritingReader.read(
        restored.words(), restored.knownShare(), restored.disguise().stream().toList());
  }

  private double[] probabilities(Restored restored) {
    var highest = new double[Outputs.COUNT];
    for (Reading reading : restored.readings()) {
      double[] probabilities = probabilities(model.descriptions().of(reading));
      for (int output = 0; output < Outputs.COUNT; output++) {
        highest[output] = Math.max(highest[output], probabilities[output]);
      }
    }
    return highest;
  }

  private double[] probabilities(Reading reading) {
    float[] ngram = model.ngrams().logits(reading.words());
    return semantic
        ? model
            .calibration()
            .probabilities(ngram, model.heads().logits(encoder.encode(reading.text())))
        : model.calibration().probabilities(ngram);
  }
}
