package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A request with words left out of its prompt. Each variant is decided once. */
final class Variants {
  private final PolicyRequest request;
  private final Atoms atoms;
  private final Trials trials;
  private final Map<BitSet, Decision> decided = new HashMap<>();
  private final PromptNormaliser normaliser = new PromptNormaliser();

  Variants(PolicyRequest request, Atoms atoms, Trials trials) {
    this.request = request;
    this.atoms = atoms;
    this.trials = trials;
  }

  Atoms atoms() {
    return atoms;
  }

  /** The decision without these; nothing once the budget is spent. */
  Optional<Decision> without(BitSet removed) {
    Decision known = decided.get(removed);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Decision> decision =
        trials.decide(request.with(normaliser.normalise(atoms.without(removed)), request.phase()));
    decision.ifPresent(made -> decided.put((BitSet) removed.clone(), made));
    return decision;
  }
}
