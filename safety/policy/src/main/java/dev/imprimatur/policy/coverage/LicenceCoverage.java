package dev.imprimatur.policy.coverage;

import dev.imprimatur.policy.bundle.BundleContents;
import dev.imprimatur.policy.bundle.BundleTests;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.TestOutcome;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.licence.Clause;
import dev.imprimatur.policy.licence.Licence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The clauses of a bundle's licences with what stands behind them.
 *
 * @param clauses in the order of the licences and of their texts
 */
public record LicenceCoverage(List<ClauseCoverage> clauses) {
  public LicenceCoverage {
    clauses = List.copyOf(clauses);
  }

  /**
   * The coverage of a bundle, whose tests are run for it. What it adds for tenants does not count:
   * a licence binds everybody.
   */
  public static LicenceCoverage of(PolicyBundle bundle) {
    BundleContents contents = bundle.contents();
    List<TestOutcome> outcomes = BundleTests.run(bundle).outcomes();
    Map<Rule, ListUse> uses = new LinkedHashMap<>();
    contents.rules().forEach(rule -> uses.put(rule, ListUse.of(rule, contents)));
    var clauses = new ArrayList<ClauseCoverage>();
    for (Licence licence : contents.licences()) {
      for (Clause clause : licence.clauses()) {
        String reference = licence.reference(clause);
        var covers = new ArrayList<Cover>();
        Cover.Rules rules =
            rules(reference, uses, ImageChecks.enforcing(reference, contents), outcomes);
        if (!rules.policies().isEmpty() || !rules.imageChecks().isEmpty()) {
          covers.add(rules);
        }
        clause.attestation().map(Cover.Attested::new).ifPresent(covers::add);
        clauses.add(new ClauseCoverage(licence.id(), clause, covers));
      }
    }
    return new LicenceCoverage(clauses);
  }

  /** The clauses that lack something. */
  public List<ClauseCoverage> uncovered() {
    return clauses.stream().filter(clause -> !clause.covered()).toList();
  }

  /** The clauses behind which nothing but somebody's word stands. */
  public List<ClauseCoverage> attestedOnly() {
    return clauses.stream().filter(ClauseCoverage::attestedOnly).toList();
  }

  private static Cover.Rules rules(
      String clause, Map<Rule, ListUse> uses, List<String> checks, List<TestOutcome> outcomes) {
    List<Rule> rules =
        uses.keySet().stream().filter(rule -> rule.licenceClauses().contains(clause)).toList();
    List<String> ids = rules.stream().map(Rule::id).toList();
    var lists = new TreeSet<String>();
    var dead = new ArrayList<String>();
    for (Rule rule : rules) {
      ListUse use = uses.getOrDefault(rule, new ListUse(Collections.emptySet(), true));
      lists.addAll(use.names());
      if (!use.live()) {
        dead.add(rule.id());
      }
    }
    return new Cover.Rules(ids, dead, List.copyOf(lists), checks, tests(ids, outcomes));
  }

  private static List<String> tests(List<String> ids, List<TestOutcome> outcomes) {
    return outcomes.stream()
        .filter(TestOutcome.Passed.class::isInstance)
        .map(TestOutcome::test)
        .filter(test -> test.request().principal().tenant().isEmpty())
        .filter(test -> !Collections.disjoint(test.expected().policies(), ids))
        .map(test -> test.name())
        .toList();
  }
}
