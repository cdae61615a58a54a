package dev.imprimatur.policy.coverage;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.DeterminingPolicy;
import dev.imprimatur.policy.decision.Effect;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.licence.Clause;
import dev.imprimatur.policy.licence.Licence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of checking a request against one clause of its model's licence.
 *
 * @param clause its number
 * @param outcome what came of it
 * @param policies that were asked; where one spoke, only those that did
 * @param imageChecks that each picture must pass for it
 */
public record ClauseVerdict(
    String clause, Outcome outcome, List<String> policies, List<String> imageChecks) {
  public ClauseVerdict {
    policies = List.copyOf(policies);
    imageChecks = List.copyOf(imageChecks);
  }

  /** What can come of it. */
  public enum Outcome {
    /** A policy refused the request for it. */
    REFUSED,
    /** Policies were asked, and none refused. */
    PASSED,
    /** No policy is there to be asked; somebody answers for it. */
    ATTESTED,
    /** Nothing stands behind it. */
    UNCHECKED
  }

  /** The verdicts on all clauses of a licence, in its order. */
  public static List<ClauseVerdict> of(PolicyBundle bundle, Licence licence, Decision decision) {
    Set<String> refusing =
        decision.policies().stream()
            .filter(policy -> policy.effect() == Effect.FORBID)
            .map(DeterminingPolicy::id)
            .collect(Collectors.toSet());
    var verdicts = new ArrayList<ClauseVerdict>();
    for (Clause clause : licence.clauses()) {
      String reference = licence.reference(clause);
      List<String> asked =
          bundle.contents().rules().stream()
              .filter(rule -> rule.licenceClauses().contains(reference))
              .map(Rule::id)
              .toList();
      List<String> spoke = asked.stream().filter(refusing::contains).toList();
      verdicts.add(
          new ClauseVerdict(
              clause.number(),
              outcome(clause, asked, spoke),
              spoke.isEmpty() ? asked : spoke,
              ImageChecks.enforcing(reference, bundle.contents())));
    }
    return verdicts;
  }

  private static Outcome outcome(Clause clause, List<String> asked, List<String> spoke) {
    if (!spoke.isEmpty()) {
      return Outcome.REFUSED;
    }
    if (!asked.isEmpty()) {
      return Outcome.PASSED;
    }
    return clause.attestation().isPresent() ? Outcome.ATTESTED : Outcome.UNCHECKED;
  }
}
