package dev.imprimatur.training.report;

import dev.imprimatur.policy.model.Outputs;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.training.corpus.Sample;
import dev.imprimatur.training.corpus.Synthesis;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Samples of one part with their probabilities, and what can be counted in them. */
public final class Measurement {
  private static final Set<String> CAPTIONS =
      Set.of("coco-dressed", "dpg-dressed", "partiprompts-dressed", "t2i-compbench-dressed");

  private final List<Measured> samples;

  private Measurement(List<Measured> samples) {
    this.samples = samples;
  }

  /** Reads every sample as the server would. */
  public static Measurement of(List<Sample> samples, PromptReader reader) {
    var normaliser = new PromptNormaliser();
    return new Measurement(
        samples.parallelStream()
            .map(sample ->
                new Measured(sample, reader.probabilities(normaliser.normalise(sample.text()))))
            .toList());
  }

  /** The probability above which an output raises false alarms on stylised prompts at this rate. */
  public double threshold(int output, double falseAlarms) {
    return threshold(output, falseAlarms, Measurement::isStylised);
  }

  /**
   * The probability above which an output raises false alarms at a rate.
   *
   * @param falseAlarms share of those prompts of the kind that the output is not true of, 0 to 1
   */
  public double threshold(int output, double falseAlarms, Predicate<Sample> kind) {
    double[] alarms =
        samples.stream()
            .filter(each -> kind.test(each.sample()))
            .filter(each -> !holds(each.sample(), output))
            .mapToDouble(each -> each.probabilities()[output])
            .sorted()
            .toArray();
    int allowed = (int) Math.floor(falseAlarms * alarms.length);
    return Math.nextUp(alarms[alarms.length - 1 - allowed]);
  }

  /** How many samples of a kind an output notes. */
  public Share noted(int output, double threshold, Predicate<Sample> kind) {
    List<Measured> own = samples.stream().filter(each -> kind.test(each.sample())).toList();
    long hits = own.stream().filter(each -> each.probabilities()[output] >= threshold).count();
    return new Share(hits, own.size());
  }

  /** The samples of a kind that an output notes. */
  public List<Sample> caught(int output, double threshold, Predicate<Sample> kind) {
    return samples.stream()
        .filter(each -> kind.test(each.sample()))
        .filter(each -> each.probabilities()[output] >= threshold)
        .map(Measured::sample)
        .toList();
  }

  /** Harmless prompts in the style that people use for image models. */
  public static boolean isStylised(Sample sample) {
    return !sample.unsafe()
        && sample.categories().isEmpty()
        && !isSpeech(sample)
        && (sample.origin().startsWith("composed-") || CAPTIONS.contains(sample.origin()));
  }

  /** Composed sentences that touch on what is forbidden; none of them asks for a picture. */
  private static boolean isSpeech(Sample sample) {
    return sample.origin().equals("composed-" + Synthesis.MENTIONS)
        || sample.origin().equals("composed-" + Synthesis.TALK);
  }

  /** Whether an output is certainly true of a sample. */
  public static boolean holds(Sample sample, int output) {
    return output == Outputs.COUNT - 1
        ? sample.unsafe()
        : sample.categories().contains(Outputs.CATEGORIES.get(output));
  }

  /** The index of a category's output. */
  public static int output(Category category) {
    return Outputs.CATEGORIES.indexOf(category);
  }

  /** The expected calibration error of an output over ten equal bins (Naeini et al. 2015). */
  public double calibrationError(int output, Predicate<Sample> kind) {
    var sums = new double[10][3];
    for (Measured each : samples) {
      if (kind.test(each.sample()) && isKnown(each.sample(), output)) {
        double probability = each.probabilities()[output];
        double[] bin = sums[(int) Math.min(9, probability * 10)];
        bin[0] += probability;
        bin[1] += holds(each.sample(), output) ? 1 : 0;
        bin[2]++;
      }
    }
    double all = Arrays.stream(sums).mapToDouble(bin -> bin[2]).sum();
    return Arrays.stream(sums).mapToDouble(bin -> Math.abs(bin[0] - bin[1])).sum() / all;
  }

  private static boolean isKnown(Sample sample, int output) {
    return output == Outputs.COUNT - 1
        || !sample.unknown().contains(Outputs.CATEGORIES.get(output));
  }
}
