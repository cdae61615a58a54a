package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Ground;
import dev.imprimatur.policy.signal.CategoryScore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which words the trained models' levels come from: each word, or group of words in a long prompt,
 * is left out by itself and the prompt decided again (occlusion; Zeiler and Fergus 2014).
 */
final class Occlusion {
  private static final int MOST_DECISIVE = 6;

  /** Where no word is decisive alone, so many are named; single letters tell nobody anything. */
  private static final int MOST_OTHERS = 3;

  /** What lowers the log-odds by less says nothing. */
  private static final double NOTABLE = 0.3;

  /** Keeps log-odds finite. */
  private static final double SURE = 0.9999;

  private final Decision whole;
  private final Goal goal;
  private final List<Left> tried = new ArrayList<>();

  private Occlusion(Decision whole, Goal goal) {
    this.whole = whole;
    this.goal = goal;
  }

  /** What was decided with something left out. */
  record Left(BitSet out, Decision decision) {}

  /**
   * Leaves out one after the other, as long as the budget lasts.
   *
   * @param most how many groups there may be
   */
  static Occlusion of(Decision whole, Goal goal, Variants variants, int most) {
    var occlusion = new Occlusion(whole, goal);
    for (BitSet group : variants.atoms().groups(most)) {
      Optional<Decision> decision = variants.without(group);
      if (decision.isEmpty()) {
        break;
      }
      occlusion.tried.add(new Left(group, decision.get()));
    }
    return occlusion;
  }

  /** What was tried, that which comes nearest to the goal first. */
  List<Left> ranked() {
    return tried.stream()
        .sorted(Comparator.comparingDouble(left -> goal.distance(left.decision())))
        .toList();
  }

  /** The words behind the levels that policies were decided by. */
  List<Span> spans(List<ExplainedPolicy> policies, Atoms atoms) {
    return policies.stream()
        .filter(policy -> !policy.values(Ground.SIGNALS).isEmpty())
        .flatMap(policy -> spans(policy, atoms).stream())
        .toList();
  }

  private List<Span> spans(ExplainedPolicy policy, Atoms atoms) {
    List<String> levels = policy.values(Ground.SIGNALS);
    Set<String> categories =
        levels.stream().map(Goal::category).collect(Collectors.toUnmodifiableSet());
    double before = logOdds(whole, categories);
    List<Left> heaviest =
        tried.stream()
            .filter(left -> before - logOdds(left.decision(), categories) >= NOTABLE)
            .sorted(Comparator.comparingDouble(left -> logOdds(left.decision(), categories)))
            .toList();
    List<Left> decisive =
        heaviest.stream()
            .filter(left -> !goal.obstacles(left.decision()).contains(policy.rule().id()))
            .limit(MOST_DECISIVE)
            .toList();
    return decisive.isEmpty()
        ? heaviest.stream()
            .map(left -> atoms.span(left.out(), levels.getFirst(), false))
            .filter(span -> span.end() - span.start() > 1)
            .limit(MOST_OTHERS)
            .toList()
        : decisive.stream().map(left -> atoms.span(left.out(), levels.getFirst(), true)).toList();
  }

  /** Of the surest of these categories. */
  private static double logOdds(Decision decision, Set<String> categories) {
    double highest =
        decision.seen().scores().categories().stream()
            .filter(score -> categories.contains(score.category().id()))
            .mapToDouble(CategoryScore::probability)
            .max()
            .orElse(0);
    double sure = Math.clamp(highest, 1 - SURE, SURE);
    return Math.log(sure / (1 - sure));
  }
}
