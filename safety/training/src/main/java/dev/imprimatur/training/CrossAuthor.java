package dev.imprimatur.training;

import dev.imprimatur.policy.model.Outputs;
import dev.imprimatur.policy.model.PromptModel;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.training.corpus.Corpus;
import dev.imprimatur.training.corpus.HeldOut;
import dev.imprimatur.training.corpus.Part;
import dev.imprimatur.training.corpus.Sample;
import dev.imprimatur.training.learning.Learning;
import dev.imprimatur.training.learning.LearningSettings;
import dev.imprimatur.training.report.LevelSetting;
import dev.imprimatur.training.report.Measurement;
import dev.imprimatur.training.report.SignalTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what a model makes of an author of whom it has read nothing: trains without all samples
 * of one origin and prints recall on them.
 */
public final class CrossAuthor {
  private CrossAuthor() {}

  /**
   * Trains and reports.
   *
   * @param arguments the folder of labelled files, the origin to leave out, for example {@code
   *     coprov2}
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: CrossAuthor LABELLED_FOLDER ORIGIN");
      System.exit(2);
    }
    String origin = arguments[1];
    LearningSettings settings = LearningSettings.standard();
    var read = new ArrayList<Sample>();
    var test = new ArrayList<Sample>(HeldOut.harmless());
    test.addAll(HeldOut.unsafe());
    for (Sample sample : Corpus.read(Path.of(arguments[0]), settings.seed())) {
      boolean leftOut = sample.origin().startsWith(origin);
      if (leftOut || sample.part() == Part.TEST) {
        test.add(sample);
      } else {
        read.add(sample);
      }
    }
    PromptModel model = new Learning("without " + origin, settings).learn(read);
    var reader = new PromptReader(model, "", LevelSetting.none(), true);
    print(new SignalTables(Measurement.of(thinned(test, origin), reader), reader));
  }

  /** Of what was left out every fifth sample is enough to measure with. */
  private static List<Sample> thinned(List<Sample> samples, String origin) {
    return samples.stream()
        .filter(
            sample -> !sample.origin().startsWith(origin) || Part.of(sample.text()) == Part.TEST)
        .toList();
  }

  private static void print(SignalTables tables) {
    System.out.println("## Recall\n\n" + tables.recall());
    System.out.println("## False alarms\n\n" + tables.falseAlarms());
    System.out.println(
        "Thresholds of the whole prompt's score: "
            + Arrays.toString(tables.thresholds(Outputs.COUNT - 1)));
  }
}
