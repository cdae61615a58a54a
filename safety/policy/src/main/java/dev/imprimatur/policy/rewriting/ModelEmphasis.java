package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.prompt.PromptWeight;
import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import dev.imprimatur.policy.rewriting.DiversityRules.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Words of the rewriter that weigh more where some models draw, which hardly heed them otherwise.
 * It is for models by name, since what one needs spoils the pictures of another, and part of the
 * bundle, since it decides what people are shown: it is approved, versioned and replayed with it.
 *
 * <p>It changes no word: what is judged and shown is the same for every model.
 *
 * @param models their ids, at least one
 * @param source how it was found that they need it
 * @param weights of words, at least one
 */
public record ModelEmphasis(List<String> models, String source, List<Weight> weights) {
  /** The most that a word can weigh, as in a prompt. */
  public static final double MOST = PromptWeight.MOST;

  public ModelEmphasis {
    models = List.copyOf(models);
    weights = List.copyOf(weights);
    if (models.isEmpty() || models.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("an emphasis needs the ids of the models it is for");
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("an emphasis needs a source");
    }
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("an emphasis needs at least one weight");
    }
  }

  /**
   * What some words weigh.
   *
   * @param axis that they decide
   * @param words values of the axis, as the diversity rules give them
   * @param weight above 1, at most {@value ModelEmphasis#MOST}; the rest of the prompt has 1
   */
  public record Weight(String axis, List<String> words, double weight) {
    public Weight {
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a weight of axis " + axis + " needs words");
      }
      if (!(weight > 1 && weight <= MOST)) {
        throw new IllegalArgumentException(
            "the weight of %s must be above 1 and at most %s".formatted(words, MOST));
      }
    }
  }

  /** What a word weighs; 1 if nothing is said of it. */
  public double of(String axis, String word) {
    return weights.stream()
        .filter(each -> each.axis().equals(axis) && each.words().contains(word))
        .mapToDouble(Weight::weight)
        .findFirst()
        .orElse(1);
  }

  /** What keeps it from being used under some rules; nothing if it can be. */
  public Optional<String> defect(DiversityRules rules) {
    Set<String> said = new HashSet<>();
    for (Weight each : weights) {
      Optional<Axis> axis =
          rules.axes().stream().filter(known -> known.name().equals(each.axis())).findFirst();
      if (axis.isEmpty()) {
        return Optional.of("the diversity rules have no axis \"%s\"".formatted(each.axis()));
      }
      List<String> known = axis.get().values().stream().map(Value::word).toList();
      for (String word : each.words()) {
        if (!known.contains(word)) {
          return Optional.of(
              "axis %s has no value \"%s\", but %s".formatted(each.axis(), word, known));
        }
        if (!said.add(each.axis() + "\n" + word)) {
          return Optional.of("the weight of \"%s\" is given twice".formatted(word));
        }
      }
    }
    return Optional.empty();
  }
}
