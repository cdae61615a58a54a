package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import dev.imprimatur.policy.rewriting.DiversityRules.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shares of an axis's values for some occupations, with where they come from: labour statistics, or
 * a bundle's own. For whom it says nothing, the shares of the axis itself hold.
 *
 * @param version names this target in records, for example {@code labour-us-2015-1}
 * @param source who publishes these shares, for which year, or who decided them
 * @param follow whether the rewriter follows it; of a bundle's targets at most one is followed
 * @param shares for groups of occupations
 */
public record DiversityTarget(String version, String source, boolean follow, List<Shares> shares) {
  public DiversityTarget {
    if (version.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException("a target needs a version and a source");
    }
    shares = List.copyOf(shares);
  }

  /**
   * The shares for one group of occupations.
   *
   * @param occupations nouns, singular, as the diversity rules list them
   * @param axis whose values are shared out
   * @param values the share of each value, above 0, in relation to the others
   */
  public record Shares(List<String> occupations, String axis, Map<String, Double> values) {
    public Shares {
      occupations = List.copyOf(occupations);
      values = Map.copyOf(values);
      values.forEach(Value::new);
    }
  }

  /** The axis with the shares that hold for somebody whom a noun names. */
  Axis axis(Axis axis, String noun) {
    return shares.stream()
        .filter(each -> each.axis().equals(axis.name()))
        .filter(each -> each.occupations().contains(noun.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(found -> axis.with(found.values()))
        .orElse(axis);
  }

  /** What keeps this target from being followed under some rules; nothing if it can be. */
  public Optional<String> defect(DiversityRules rules) {
    Set<String> said = new HashSet<>();
    for (Shares each : shares) {
      Optional<Axis> axis =
          rules.axes().stream().filter(known -> known.name().equals(each.axis())).findFirst();
      if (axis.isEmpty()) {
        return Optional.of("the diversity rules have no axis \"%s\"".formatted(each.axis()));
      }
      Set<String> words = new HashSet<>(axis.get().values().stream().map(Value::word).toList());
      if (!words.equals(each.values().keySet())) {
        return Optional.of(
            "the shares of axis %s must be of %s".formatted(each.axis(), sorted(words)));
      }
      for (String occupation : each.occupations()) {
        if (!rules.isNoun(occupation)) {
          return Optional.of(
              "the diversity rules list no \"%s\" among occupations and persons"
                  .formatted(occupation));
        }
        if (!said.add(each.axis() + "\n" + occupation)) {
          return Optional.of(
              "the shares of axis %s for \"%s\" are given twice"
                  .formatted(each.axis(), occupation));
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> sorted(Set<String> words) {
    var sorted = new ArrayList<>(words);
    sorted.sort(null);
    return sorted;
  }
}
