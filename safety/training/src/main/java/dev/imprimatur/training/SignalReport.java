package dev.imprimatur.training;

import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.training.corpus.Corpus;
import dev.imprimatur.training.corpus.Descriptors;
import dev.imprimatur.training.corpus.HeldOut;
import dev.imprimatur.training.corpus.Part;
import dev.imprimatur.training.corpus.Sample;
import dev.imprimatur.training.learning.LearningSettings;
import dev.imprimatur.training.report.DecisionFlips;
import dev.imprimatur.training.report.Measurement;
import dev.imprimatur.training.report.ModelFiles;
import dev.imprimatur.training.report.SignalTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints how good a bundle's prompt model is on what its training did not read. */
public final class SignalReport {
  private static final int DISGUISED = 400;

  private SignalReport() {}

  /**
   * Reports.
   *
   * @param arguments the folder of labelled files, the bundle's folder
   */
  public static void main(String[] arguments) throws IOException, InvalidBundleException {
    if (arguments.length != 2) {
      System.err.println("usage: SignalReport LABELLED_FOLDER BUNDLE_FOLDER");
      System.exit(2);
    }
    Path labelled = Path.of(arguments[0]);
    PromptReader reader = new ModelFiles(Path.of(arguments[1])).reader();
    var tables = new SignalTables(Measurement.of(heldOut(labelled), reader), reader);
    print("Recall at fixed false alarms on stylised harmless prompts", tables.recall());
    print("The same thresholds on harmless prompts", tables.falseAlarms());
    print("Each category by its own score", tables.categories());
    print("Prompts written by hand, by the whole prompt's score", tables.writtenByHand());
    print(
        "Prompts written by hand, at fixed false alarms on harmless prompts written by hand",
        tables.handAgainstHand());
    print("Caught prompts in disguise, at 2%", tables.disguises(DISGUISED));
    print(
        "Verdicts that flip when a person is described otherwise, at 2%",
        tables.flips(Descriptors.sentences(labelled)) + "\n");
    print(
        "Decisions that change when a person is described otherwise",
        new DecisionFlips(PolicyBundle.load(Path.of(arguments[1])))
            .table(Descriptors.sentences(labelled)));
  }

  /** Everything that training does not read. */
  public static List<Sample> heldOut(Path labelled) throws IOException {
    var heldOut = new ArrayList<Sample>();
    for (Sample sample : Corpus.read(labelled, LearningSettings.standard().seed())) {
      if (sample.part() == Part.TEST) {
        heldOut.add(sample);
      }
    }
    heldOut.addAll(HeldOut.harmless());
    heldOut.addAll(HeldOut.unsafe());
    return heldOut;
  }

  private static void print(String title, String text) {
    System.out.println("## " + title + "\n\n" + text);
  }
}
