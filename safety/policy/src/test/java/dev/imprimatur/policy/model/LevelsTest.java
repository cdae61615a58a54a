package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.policy.signal.CategoryScore;
import dev.imprimatur.policy.signal.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private final Levels levels = new Levels(thresholds());

  @Test
  void of_probabilities_areComparedWithTheirThresholds() {
    double[] probabilities = new double[Outputs.COUNT];
    probabilities[Outputs.CATEGORIES.indexOf(Category.HATE)] = 0.8;
    probabilities[Outputs.CATEGORIES.indexOf(Category.MEDICAL)] = 0.4;
    List<CategoryScore> scores = levels.of(probabilities, false);
    assertThat(level(scores, Category.HATE)).isEqualTo(Level.LIKELY);
    assertThat(level(scores, Category.MEDICAL)).isEqualTo(Level.UNCERTAIN);
    assertThat(level(scores, Category.VIOLENCE)).isEqualTo(Level.CLEAR);
    assertThat(scores).extracting(CategoryScore::category).containsExactly(Category.values());
  }

  @Test
  void of_anUnsafeWhole_raisesTheNearestCategory() {
    double[] probabilities = new double[Outputs.COUNT];
    probabilities[Outputs.CATEGORIES.indexOf(Category.ILLICIT)] = 0.2;
    probabilities[Outputs.CATEGORIES.indexOf(Category.DECEPTION)] = 0.25;
    probabilities[Outputs.COUNT - 1] = 0.9;
    List<CategoryScore> scores = levels.of(probabilities, false);
    assertThat(level(scores, Category.ILLICIT)).isEqualTo(Level.LIKELY);
    assertThat(level(scores, Category.DECEPTION)).isEqualTo(Level.CLEAR);
    assertThat(scores).filteredOn(score -> score.level() != Level.CLEAR).hasSize(1);
  }

  @Test
  void of_whatMayBeSexual_isAnOffenceWithAMinor() {
    double[] probabilities = new double[Outputs.COUNT];
    probabilities[Outputs.CATEGORIES.indexOf(Category.SEXUAL)] = 0.4;
    assertThat(level(levels.of(probabilities, false), Category.SEXUAL_MINORS))
        .isEqualTo(Level.CLEAR);
    assertThat(level(levels.of(probabilities, true), Category.SEXUAL_MINORS))
        .isEqualTo(Level.LIKELY);
  }

  @Test
  void levels_withoutAnOutput_areRefused() {
    Map<String, Thresholds> some = thresholds();
    some.remove("hate");
    assertThatThrownBy(() -> new Levels(some)).hasMessage("there are no thresholds for hate");
    assertThatThrownBy(() -> new Thresholds(0.6, 0.5)).hasMessageContaining("not below");
  }

  private static Level level(List<CategoryScore> scores, Category category) {
    return scores.stream()
        .filter(score -> score.category() == category)
        .findFirst()
        .orElseThrow()
        .level();
  }

  private static Map<String, Thresholds> thresholds() {
    var thresholds = new HashMap<String, Thresholds>();
    for (int output = 0; output < Outputs.COUNT; output++) {
      thresholds.put(Outputs.name(output), new Thresholds(0.3, 0.7));
    }
    return thresholds;
  }
}
