package dev.imprimatur.training.learning;

import dev.imprimatur.policy.model.Calibration;
import dev.imprimatur.policy.model.Descriptions;
import dev.imprimatur.policy.model.NgramModel;
import dev.imprimatur.policy.model.PromptModel;
import dev.imprimatur.policy.model.SemanticHeads;
import dev.imprimatur.training.corpus.Described;
import dev.imprimatur.training.corpus.Part;
import dev.imprimatur.training.corpus.Sample;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a prompt model from samples: both models from the training part, each without knowing of
 * the other, then their calibration from the calibration part. The test part is not read.
 */
public final class Learning {
  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

  private final String version;
  private final LearningSettings settings;

  /**
   * @param version of the model that is made
   */
  public Learning(String version, LearningSettings settings) {
    this.version = version;
    this.settings = settings;
  }

  /** The model. The same samples, settings and processor type give the same bytes. */
  public PromptModel learn(List<Sample> samples) {
    Descriptions descriptions = Described.descriptions();
    List<Sample> training = of(samples, Part.TRAINING);
    List<Example> examples = new SampleReader(settings.buckets(), descriptions).read(training);
    LOG.info("{} samples are read", examples.size());
    NgramModel ngrams = new NgramLearner(settings.buckets(), settings.seed()).learn(examples);
    LOG.info("the n-grams are learnt");
    SemanticHeads heads =
        new HeadLearner(settings.units(), settings.epochs(), settings.seed()).learn(examples);
    LOG.info("the semantic heads are learnt");
    Calibration calibration =
        new Calibrator(
                new Scoring(ngrams, heads, descriptions).score(of(samples, Part.CALIBRATION)))
            .fit();
    return new PromptModel(
        version, ngrams, heads, calibration, WordCount.lexicon(training), descriptions);
  }

  private static List<Sample> of(List<Sample> samples, Part part) {
    return samples.stream().filter(sample -> sample.part() == part).toList();
  }
}
