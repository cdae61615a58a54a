package dev.imprimatur.policy.comparison;

import dev.imprimatur.policy.bundle.Answer;
import dev.imprimatur.policy.bundle.BundleTest;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.PolicyRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What differs between two bundles.
 *
 * @param files by name
 * @param policies by id; one has changed if its text has
 * @param terms as category, severity and term; one that moved was removed and added
 * @param persons by id
 * @param thresholds as check and category, and what comes of models' own safety checkers
 * @param presets by id
 * @param tenants by id, without their rules, which are among the others; one has changed if its
 *     title has
 * @param decisions that change, over the requests of both bundles' tests
 */
public record BundleDiff(
    Changes files,
    Changes policies,
    Changes terms,
    Changes persons,
    Changes thresholds,
    Changes presets,
    Changes tenants,
    List<DecisionChange> decisions) {
  public BundleDiff {
    decisions = List.copyOf(decisions);
  }

  /** What changes from one bundle to another. */
  public static BundleDiff between(PolicyBundle from, PolicyBundle to) {
    var before = new NamedParts(from.contents());
    var after = new NamedParts(to.contents());
    return new BundleDiff(
        Changes.between(from.manifest().hashes(), to.manifest().hashes()),
        Changes.between(before.policies(), after.policies()),
        Changes.between(before.terms(), after.terms()),
        Changes.between(before.persons(), after.persons()),
        Changes.between(before.thresholds(), after.thresholds()),
        Changes.between(before.presets(), after.presets()),
        Changes.between(before.tenants(), after.tenants()),
        decisions(from, to));
  }

  /** Whether the bundles are the same to the last byte. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  private static List<DecisionChange> decisions(PolicyBundle from, PolicyBundle to) {
    Map<PolicyRequest, BundleTest> tests = new LinkedHashMap<>();
    Stream.concat(to.contents().tests().stream(), from.contents().tests().stream())
        .forEach(test -> tests.putIfAbsent(test.request(), test));
    return tests.values().stream()
        .map(test ->
            new DecisionChange(
                test, Answer.of(from.decide(test.request())), Answer.of(to.decide(test.request()))))
        .filter(change -> !change.from().equals(change.to()))
        .toList();
  }
}
