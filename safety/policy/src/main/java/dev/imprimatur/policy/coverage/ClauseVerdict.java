package dev.imprimatur.policy.coverage;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.licence.Clause;
import dev.imprimatur.policy.licence.Licence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    /** A policy demanded something of the request for it, such as a review of its pictures. */
    OBLIGED,
    /** Policies were asked, and none spoke. */
    PASSED,
    /** No policy is there to be asked; somebody answers for it. */
    ATTESTED,
    /** Nothing stands behind it. */
    UNCHECKED
  }

  /**
   * The verdicts on all clauses of a licence, in its order.
   *
   * @param tenant whose policies were asked as well
   * @param refusing the ids of the policies that refused the request
   * @param obliging the ids of the policies that demanded something of it
   */
  public static List<ClauseVerdict> of(
      PolicyBundle bundle,
      Optional<Tenant> tenant,
      Licence licence,
      Set<String> refusing,
      Set<String> obliging) {
    var verdicts = new ArrayList<ClauseVerdict>();
    for (Clause clause : licence.clauses()) {
      String reference = licence.reference(clause);
      List<String> asked =
          bundle.rules(tenant).stream()
              .filter(rule -> rule.licenceClauses().contains(reference))
              .map(Rule::id)
              .toList();
      List<String> refused = asked.stream().filter(refusing::contains).toList();
      List<String> obliged = asked.stream().filter(obliging::contains).toList();
      verdicts.add(
          new ClauseVerdict(
              clause.number(),
              outcome(clause, asked, refused, obliged),
              !refused.isEmpty() ? refused : !obliged.isEmpty() ? obliged : asked,
              ImageChecks.enforcing(reference, bundle.contents())));
    }
    return verdicts;
  }

  private static Outcome outcome(
      Clause clause, List<String> asked, List<String> refused, List<String> obliged) {
    if (!refused.isEmpty()) {
      return Outcome.REFUSED;
    }
    if (!obliged.isEmpty()) {
      return Outcome.OBLIGED;
    }
    if (!asked.isEmpty()) {
      return Outcome.PASSED;
    }
    return clause.attestation().isPresent() ? Outcome.ATTESTED : Outcome.UNCHECKED;
  }
}
