package dev.imprimatur.policy.comparison;

import dev.imprimatur.policy.bundle.Answer;
import dev.imprimatur.policy.bundle.BundleContents;
import dev.imprimatur.policy.bundle.BundleTest;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.SafetyCheckerRule;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.policy.signal.ProtectedPerson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param decisions that change, over the requests of both bundles' tests
 */
public record BundleDiff(
    Changes files,
    Changes policies,
    Changes terms,
    Changes persons,
    Changes thresholds,
    Changes presets,
    List<DecisionChange> decisions) {
  public BundleDiff {
    decisions = List.copyOf(decisions);
  }

  /** What changes from one bundle to another. */
  public static BundleDiff between(PolicyBundle from, PolicyBundle to) {
    return new BundleDiff(
        Changes.between(from.manifest().hashes(), to.manifest().hashes()),
        Changes.between(policies(from.contents()), policies(to.contents())),
        Changes.between(terms(from.contents()), terms(to.contents())),
        Changes.between(persons(from.contents()), persons(to.contents())),
        Changes.between(thresholds(from.contents()), thresholds(to.contents())),
        Changes.between(presets(from.contents()), presets(to.contents())),
        decisions(from, to));
  }

  /** Whether the bundles are the same to the last byte. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  private static Map<String, String> policies(BundleContents contents) {
    return contents.rules().stream().collect(Collectors.toMap(Rule::id, Rule::source));
  }

  private static Set<String> terms(BundleContents contents) {
    return contents.terms().stream()
        .map(term ->
            "%s, %s: %s"
                .formatted(
                    term.category().id(),
                    term.severity().name().toLowerCase(Locale.ROOT),
                    term.term()))
        .collect(Collectors.toSet());
  }

  private static Map<String, ProtectedPerson> persons(BundleContents contents) {
    return contents.persons().stream()
        .collect(Collectors.toMap(ProtectedPerson::id, person -> person));
  }

  private static Map<String, Preset> presets(BundleContents contents) {
    return contents.presets().stream().collect(Collectors.toMap(Preset::id, preset -> preset));
  }

  private static Map<String, Double> thresholds(BundleContents contents) {
    var thresholds = new HashMap<String, Double>();
    contents
        .imageThresholds()
        .forEach((check, categories) ->
            categories.forEach((category, score) -> thresholds.put(check + "/" + category, score)));
    SafetyCheckerRule checker = contents.safetyChecker();
    thresholds.put("safety-checker/quarantine", checker.quarantine() ? 1.0 : 0.0);
    thresholds.put("safety-checker/adjustment", checker.adjustment());
    thresholds.put("safety-checker/stricter adjustment", checker.stricterAdjustment());
    return thresholds;
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
