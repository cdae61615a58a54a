package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.DeterminingPolicy;
import dev.imprimatur.policy.signal.CategoryScore;
import java.util.List;
import java.util.Set;

/**
 * What a variant of a request must reach: that a refused one is allowed, that an allowed one has no
 * obligation any more.
 *
 * @param denied whether the request is refused
 * @param categories of the trained models' levels by which it was decided
 */
record Goal(boolean denied, Set<String> categories) {
  /** A refusal more outweighs any probability. */
  private static final double POLICY = 10;

  Goal {
    categories = Set.copyOf(categories);
  }

  static Goal of(Decision decision, Set<String> categories) {
    return new Goal(decision instanceof Decision.Denied, categories);
  }

  /** The category of a level as policies name it. */
  static String category(String level) {
    return level.substring(0, Math.max(0, level.indexOf(':')));
  }

  boolean reached(Decision decision) {
    return switch (decision) {
      case Decision.Denied ignored -> false;
      case Decision.Allowed allowed -> denied || allowed.obligations().isEmpty();
    };
  }

  /** The policies that stand in the way. */
  List<String> obstacles(Decision decision) {
    return switch (decision) {
      case Decision.Denied refused ->
          refused.policies().stream().map(DeterminingPolicy::id).toList();
      case Decision.Allowed allowed ->
          denied
              ? List.of()
              : allowed.obligations().stream().map(obligation -> obligation.policy().id()).toList();
    };
  }

  /** How far a decision is from the goal; the order matters, not the number. */
  double distance(Decision decision) {
    double highest =
        decision.seen().scores().categories().stream()
            .filter(score -> categories.contains(score.category().id()))
            .mapToDouble(CategoryScore::probability)
            .max()
            .orElse(0);
    return POLICY * obstacles(decision).size() + highest + decision.seen().scores().unsafe();
  }
}
