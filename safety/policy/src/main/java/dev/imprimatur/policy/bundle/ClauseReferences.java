package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.defect.Defect;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Finds policies that name a clause which no licence of the bundle has. */
final class ClauseReferences {
  private ClauseReferences() {}

  /**
   * @param clauses that there are, as {@code licence#clause}
   */
  static void check(Collection<Rule> rules, Set<String> clauses, List<Defect> defects) {
    for (Rule rule : rules) {
      rule.licenceClauses().stream()
          .filter(clause -> !clauses.contains(clause))
          .forEach(clause ->
              defects.add(
                  Defect.at(
                      rule.file(),
                      rule.line(),
                      "policy %s: no licence of the bundle has the clause %s"
                          .formatted(rule.id(), clause))));
    }
  }
}
