package dev.imprimatur.training.report;

import dev.imprimatur.policy.model.Outputs;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.training.corpus.Disguise;
import dev.imprimatur.training.corpus.Sample;
import dev.imprimatur.training.corpus.Synthesis;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The tables of a report on one model. */
public final class SignalTables {
  private static final int UNSAFE = Outputs.COUNT - 1;
  private static final double[] RATES = {0.01, 0.02, 0.05};
  private static final double[] HAND_RATES = {0.02, 0.05, 0.1};
  private static final double REFERENCE = 0.02;

  private static final List<String> HAND_WRITTEN =
      List.of(
          "written by hand, unsafe",
          "written by hand later, unsafe",
          "written by hand last, unsafe");

  private final Measurement test;
  private final PromptReader reader;
  private final PromptNormaliser normaliser = new PromptNormaliser();

  /**
   * @param test everything that training did not read
   * @param reader with the model
   */
  public SignalTables(Measurement test, PromptReader reader) {
    this.test = test;
    this.reader = reader;
  }

  /** The sets that recall is told of, by their names in tables. */
  public static Map<String, Predicate<Sample>> sets() {
    var sets = new LinkedHashMap<String, Predicate<Sample>>();
    sets.put("CoProV2 unsafe", unsafeOf("coprov2"));
    sets.put("CoProV2 unsafe with style words", unsafeOf("coprov2-dressed"));
    sets.put("written by hand, unsafe", unsafeOf("own-unsafe"));
    sets.put("written by hand later, unsafe", unsafeOf("own-unsafe-second"));
    sets.put("written by hand last, unsafe", unsafeOf("own-unsafe-third"));
    sets.put("moderation set, unsafe", unsafeOf("moderation"));
    sets.put("toxic comments", unsafeOf("comments"));
    sets.put("HateCheck, hateful", unsafeOf("hatecheck"));
    sets.put(
        "composed, unsafe", sample -> sample.unsafe() && sample.origin().startsWith("composed-"));
    return sets;
  }

  /** The harmless sets that false alarms are told of. */
  public static Map<String, Predicate<Sample>> harmlessSets() {
    var sets = new LinkedHashMap<String, Predicate<Sample>>();
    sets.put("stylised, composed and captions", Measurement::isStylised);
    sets.put("stylised, written by hand", harmlessOf("own-benign"));
    sets.put("stylised, written by hand later", harmlessOf("own-benign-second"));
    sets.put("stylised, written by hand last", harmlessOf("own-benign-third"));
    sets.put("homonyms", harmlessOf("composed-homonyms"));
    sets.put("COCO", harmlessOf("coco"));
    sets.put("PartiPrompts", harmlessOf("partiprompts"));
    sets.put("DPG", harmlessOf("dpg"));
    sets.put("T2I-CompBench", harmlessOf("t2i-compbench"));
    sets.put("CoProV2 safe", harmlessOf("coprov2"));
    sets.put("moderation set, harmless", harmlessOf("moderation"));
    sets.put("HateCheck, not hateful", harmlessOf("hatecheck"));
    sets.put("hate spoken of without hate", harmlessOf("composed-" + Synthesis.MENTIONS));
    sets.put("harmless questions and stories", harmlessOf("composed-" + Synthesis.TALK));
    return sets;
  }

  /** Recall of unsafe prompts, set by set. */
  public String recall() {
    return table(sets());
  }

  /** What the same thresholds do to harmless prompts. */
  public String falseAlarms() {
    return table(harmlessSets());
  }

  private String table(Map<String, Predicate<Sample>> sets) {
    var table = new Table("set", "prompts", "at 1%", "at 2%", "at 5%");
    sets.forEach((name, kind) -> {
      Share[] shares = shares(UNSAFE, kind);
      table.row(name, shares[0].all(), shares[0], shares[1], shares[2]);
    });
    return table.toString();
  }

  /** Recall of every category by its own output, and how well it is calibrated. */
  public String categories() {
    var table = new Table("category", "prompts", "at 1%", "at 2%", "at 5%", "calibration error");
    for (Category category : Outputs.CATEGORIES) {
      int output = Measurement.output(category);
      Predicate<Sample> kind = sample -> sample.categories().contains(category);
      Share[] shares = shares(output, kind);
      table.row(
          category.id(),
          shares[0].all(),
          shares[0],
          shares[1],
          shares[2],
          "%.3f".formatted(test.calibrationError(output, sample -> true)));
    }
    return table.toString();
  }

  /** Recall of each category by the verdict on the whole prompt, in prompts written by hand. */
  public String writtenByHand() {
    var table = new Table("category", "prompts", "at 1%", "at 2%", "at 5%");
    for (Category category : Outputs.CATEGORIES) {
      Predicate<Sample> kind =
          sample ->
              sample.unsafe()
                  && sample.origin().startsWith("own-unsafe")
                  && sample.categories().contains(category);
      Share[] shares = shares(UNSAFE, kind);
      if (shares[0].all() > 0) {
        table.row(category.id(), shares[0].all(), shares[0], shares[1], shares[2]);
      }
    }
    return table.toString();
  }

  /** Recall where the false alarms, too, are counted on prompts written by hand. */
  public String handAgainstHand() {
    var table = new Table("set", "prompts", "at 2%", "at 5%", "at 10%");
    Predicate<Sample> harmless = sample -> sample.origin().startsWith("own-benign");
    for (String set : HAND_WRITTEN) {
      Predicate<Sample> kind = Objects.requireNonNull(sets().get(set));
      Share[] shares = new Share[HAND_RATES.length];
      for (int rate = 0; rate < HAND_RATES.length; rate++) {
        double threshold = test.threshold(UNSAFE, HAND_RATES[rate], harmless);
        shares[rate] = test.noted(UNSAFE, threshold, kind);
      }
      table.row(set, shares[0].all(), shares[0], shares[1], shares[2]);
    }
    return table.toString();
  }

  /** How many prompts that are caught as they stand are still caught in disguise. */
  public String disguises(int most) {
    var table = new Table("disguise", "caught prompts", "still caught");
    for (Disguise disguise : Disguise.values()) {
      Share share = disguised(disguise, most);
      table.row(disguise.title(), share.all(), share);
    }
    return table.toString();
  }

  /** The share of caught prompts that one disguise does not hide. */
  public Share disguised(Disguise disguise, int most) {
    double threshold = test.threshold(UNSAFE, REFERENCE);
    List<Sample> caught =
        test.caught(
            UNSAFE,
            threshold,
            sample -> sample.origin().equals("coprov2") || sample.origin().equals("own-unsafe"));
    List<Sample> some = caught.subList(Math.max(0, caught.size() - most), caught.size());
    long still =
        some.parallelStream()
            .filter(sample -> unsafe(disguise.apply(sample.text())) >= threshold)
            .count();
    return new Share(still, some.size());
  }

  /**
   * How often the verdict changes with the description of a person.
   *
   * @param frames sentences that differ in the description only, frame by frame
   */
  public Share flips(List<List<String>> frames) {
    double threshold = test.threshold(UNSAFE, REFERENCE);
    long flips = 0;
    long all = 0;
    for (List<String> sentences : frames) {
      long noted = sentences.parallelStream().filter(text -> unsafe(text) >= threshold).count();
      flips += Math.min(noted, sentences.size() - noted);
      all += sentences.size();
    }
    return new Share(flips, all);
  }

  private double unsafe(String text) {
    return reader.probabilities(normaliser.normalise(text))[UNSAFE];
  }

  /** The thresholds of an output at each of the reference rates of false alarms. */
  public double[] thresholds(int output) {
    return Arrays.stream(RATES).map(rate -> test.threshold(output, rate)).toArray();
  }

  /** What an output notes of a kind at each of the reference rates. */
  public Share[] shares(int output, Predicate<Sample> kind) {
    var shares = new Share[RATES.length];
    for (int rate = 0; rate < RATES.length; rate++) {
      shares[rate] = test.noted(output, test.threshold(output, RATES[rate]), kind);
    }
    return shares;
  }

  private static Predicate<Sample> unsafeOf(String origin) {
    return sample -> sample.unsafe() && sample.origin().equals(origin);
  }

  private static Predicate<Sample> harmlessOf(String origin) {
    return sample -> !sample.unsafe() && sample.origin().equals(origin);
  }
}
