package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.prompt.PromptWeight;
import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import dev.imprimatur.policy.rewriting.DiversityRules.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
   * @param occupations nouns of whom they are said, singular, as the diversity rules list them;
   *     empty for everybody, though what nobody needs makes pictures worse
   * @param axis that they decide
   * @param words values of the axis, as the diversity rules give them
   * @param weight above 1, at most {@value ModelEmphasis#MOST}; the rest of the prompt has 1
   */
  public record Weight(List<String> occupations, String axis, List<String> words, double weight) {
    public Weight {
      occupations = List.copyOf(occupations);
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a weight of axis " + axis + " needs words");
      }
      if (!(weight > 1 && weight <= MOST)) {
        throw new IllegalArgumentException(
            "the weight of %s must be above 1 and at most %s".formatted(words, MOST));
      }
    }

    private boolean isFor(String noun) {
      return occupations.isEmpty() || occupations.contains(noun);
    }

    private boolean meets(Weight other) {
      return axis.equals(other.axis)
          && words.stream().anyMatch(other.words::contains)
          && (occupations.isEmpty()
              || other.occupations.isEmpty()
              || occupations.stream().anyMatch(other.occupations::contains));
    }
  }

  /** What a word weighs beside a noun; 1 if nothing is said of it. */
  public double of(String noun, String axis, String word) {
    String singular = noun.toLowerCase(Locale.ROOT);
    return weights.stream()
        .filter(each -> each.axis().equals(axis) && each.words().contains(word))
        .filter(each -> each.isFor(singular))
        .mapToDouble(Weight::weight)
        .findFirst()
        .orElse(1);
  }

  /** What keeps it from being used under some rules; nothing if it can be. */
  public Optional<String> defect(DiversityRules rules) {
    for (int at = 0; at < weights.size(); at++) {
      Weight each = weights.get(at);
      Optional<String> defect = defect(each, rules);
      if (defect.isPresent()) {
        return defect;
      }
      if (weights.subList(0, at).stream().anyMatch(each::meets)) {
        return Optional.of("a weight of %s is given twice".formatted(each.words()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> defect(Weight weight, DiversityRules rules) {
    Optional<Axis> axis =
        rules.axes().stream().filter(known -> known.name().equals(weight.axis())).findFirst();
    if (axis.isEmpty()) {
      return Optional.of("the diversity rules have no axis \"%s\"".formatted(weight.axis()));
    }
    List<String> values = axis.get().values().stream().map(Value::word).toList();
    return weight.words().stream()
        .filter(word -> !values.contains(word))
        .map(word -> "axis %s has no value \"%s\", but %s".formatted(weight.axis(), word, values))
        .findFirst()
        .or(() ->
            weight.occupations().stream()
                .filter(occupation -> !rules.isNoun(occupation))
                .map("the diversity rules list no \"%s\" among occupations and persons"::formatted)
                .findFirst());
  }
}
