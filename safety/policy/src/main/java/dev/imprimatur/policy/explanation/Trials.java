package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.PolicyRequest;
import java.util.Optional;

/**
 * Decisions on variants of a request, within a budget. A decision costs time about linear in the
 * prompt, so the longer the prompt, the fewer there are.
 */
final class Trials {
  private static final int CHARACTERS = 60_000;
  private static final int LEAST = 30;
  private static final int MOST = 240;

  private final PolicyBundle bundle;
  private int left;

  Trials(PolicyBundle bundle, int length) {
    this.bundle = bundle;
    this.left = Math.clamp(CHARACTERS / Math.max(1, length), LEAST, MOST);
  }

  /** How many are left. */
  int left() {
    return left;
  }

  /** What the bundle says of a variant; nothing once the budget is spent. */
  Optional<Decision> decide(PolicyRequest variant) {
    if (left == 0) {
      return Optional.empty();
    }
    left--;
    return Optional.of(bundle.decide(variant));
  }
}
