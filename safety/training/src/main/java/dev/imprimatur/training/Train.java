package dev.imprimatur.training;

import dev.imprimatur.policy.model.PromptModel;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.training.corpus.Corpus;
import dev.imprimatur.training.corpus.Part;
import dev.imprimatur.training.corpus.Sample;
import dev.imprimatur.training.learning.Learning;
import dev.imprimatur.training.learning.LearningSettings;
import dev.imprimatur.training.report.LevelSetting;
import dev.imprimatur.training.report.Measurement;
import dev.imprimatur.training.report.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Trains the prompt model from a folder of labelled files and writes it into a bundle. */
public final class Train {
  private Train() {}

  /**
   * Trains.
   *
   * @param arguments the folder of labelled files, the bundle's folder, the model's version
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: Train LABELLED_FOLDER BUNDLE_FOLDER VERSION");
      System.exit(2);
    }
    LearningSettings settings = LearningSettings.standard();
    List<Sample> samples = Corpus.read(Path.of(arguments[0]), settings.seed());
    PromptModel model = new Learning(arguments[2], settings).learn(samples);
    var reader = new PromptReader(model, "", LevelSetting.none(), true);
    List<Sample> calibration =
        samples.stream().filter(sample -> sample.part() == Part.CALIBRATION).toList();
    new ModelFiles(Path.of(arguments[1]))
        .write(model, LevelSetting.of(Measurement.of(calibration, reader)));
  }
}
