package dev.imprimatur.training.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.model.Outputs;
import dev.imprimatur.policy.model.PromptModel;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.training.corpus.Part;
import dev.imprimatur.training.corpus.Sample;
import dev.imprimatur.training.corpus.Synthesis;
import dev.imprimatur.training.report.LevelSetting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learns from a few hundred composed prompts, which needs no labelled files. */
class LearningTest {
  private static final LearningSettings SETTINGS = new LearningSettings(1 << 12, 8, 2, 11);
  private static final PromptModel MODEL = new Learning("test", SETTINGS).learn(samples());

  @Test
  void learn_again_givesTheSameBytes() {
    assertThat(new Learning("test", SETTINGS).learn(samples()).write()).isEqualTo(MODEL.write());
  }

  @Test
  void learn_fewPrompts_tellsUnsafeFromHarmless() {
    var reader = new PromptReader(MODEL, "", LevelSetting.none(), true);
    double unsafe = mean(reader, new Synthesis(Part.TEST, 2).unsafe(60, Category.VIOLENCE_GRAPHIC));
    double harmless = mean(reader, new Synthesis(Part.TEST, 2).harmless(60));
    assertThat(unsafe).isGreaterThan(harmless + 0.2);
  }

  private static double mean(PromptReader reader, List<Sample> samples) {
    var normaliser = new PromptNormaliser();
    return samples.stream()
        .mapToDouble(
            sample -> reader.probabilities(normaliser.normalise(sample.text()))[Outputs.COUNT - 1])
        .average()
        .orElseThrow();
  }

  private static List<Sample> samples() {
    var samples = new ArrayList<Sample>();
    for (Part part : List.of(Part.TRAINING, Part.CALIBRATION)) {
      var synthesis = new Synthesis(part, 1);
      samples.addAll(synthesis.harmless(240));
      samples.addAll(synthesis.unsafe(120, Category.VIOLENCE_GRAPHIC));
      samples.addAll(synthesis.unsafe(120, Category.SEXUAL));
    }
    return samples;
  }
}
