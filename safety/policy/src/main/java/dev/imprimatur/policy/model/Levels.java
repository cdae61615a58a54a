package dev.imprimatur.policy.model;

import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.policy.signal.CategoryScore;
import dev.imprimatur.policy.signal.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The thresholds of every output.
 *
 * @param outputs by the output's name; all of {@link Outputs} must be there
 */
public record Levels(Map<String, Thresholds> outputs) {
  public Levels {
    outputs = Map.copyOf(new TreeMap<>(outputs));
    for (int output = 0; output < Outputs.COUNT; output++) {
      if (!outputs.containsKey(Outputs.name(output))) {
        throw new IllegalArgumentException("there are no thresholds for " + Outputs.name(output));
      }
    }
  }

  /**
   * The categories with their levels. Where the prompt as a whole is surer to be unsafe than any
   * category of the moderation API, the nearest of them is raised to the whole prompt's level, so
   * that a level never stands without a category.
   *
   * @param probabilities of each output
   * @param namesMinor whether a minor is mentioned
   */
  List<CategoryScore> of(double[] probabilities, boolean namesMinor) {
    var scores = new ArrayList<CategoryScore>();
    for (Category category : Category.values()) {
      scores.add(
          category == Category.SEXUAL_MINORS
              ? minors(probability(probabilities, Category.SEXUAL), namesMinor)
              : score(category, probability(probabilities, category)));
    }
    raise(scores, thresholds(Outputs.UNSAFE).level(probabilities[Outputs.COUNT - 1]));
    return scores;
  }

  /** What is only suspected to be sexual is likely to be an offence where a minor is named. */
  private CategoryScore minors(double sexual, boolean namesMinor) {
    Level level = thresholds(Category.SEXUAL.id()).level(sexual);
    return namesMinor
        ? new CategoryScore(
            Category.SEXUAL_MINORS, sexual, level == Level.CLEAR ? Level.CLEAR : Level.LIKELY)
        : new CategoryScore(Category.SEXUAL_MINORS, 0, Level.CLEAR);
  }

  private CategoryScore score(Category category, double probability) {
    return new CategoryScore(category, probability, thresholds(category.id()).level(probability));
  }

  private void raise(List<CategoryScore> scores, Level whole) {
    List<CategoryScore> moderated =
        scores.stream()
            .filter(score -> score.category().isOfModerationApi())
            .filter(score -> score.category() != Category.SEXUAL_MINORS)
            .toList();
    boolean explained = moderated.stream().anyMatch(score -> score.level().compareTo(whole) >= 0);
    if (!explained) {
      CategoryScore nearest =
          moderated.stream().max(Comparator.comparingDouble(this::nearness)).orElseThrow();
      scores.set(
          scores.indexOf(nearest),
          new CategoryScore(nearest.category(), nearest.probability(), whole));
    }
  }

  private double nearness(CategoryScore score) {
    return thresholds(score.category().id()).nearness(score.probability());
  }

  private Thresholds thresholds(String output) {
    return Objects.requireNonNull(outputs.get(output));
  }

  private static double probability(double[] probabilities, Category category) {
    return probabilities[Outputs.CATEGORIES.indexOf(category)];
  }
}
