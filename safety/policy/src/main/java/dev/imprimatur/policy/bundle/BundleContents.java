package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.policy.signal.ListedTerm;
import dev.imprimatur.policy.signal.ProtectedPerson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a bundle says, for those who compare and report.
 *
 * @param rules the policies, in their order
 * @param terms of all lists
 * @param persons of whom no pictures are made
 * @param imageThresholds for each image check the score, 0 to 1, from which each category is
 *     flagged
 * @param stricterImageThresholds the same for requests under the obligation of stricter images
 * @param safetyChecker what comes of models' own safety checkers
 * @param uploads under what pictures may be brought to start from; not at all if empty
 * @param imageClauses for each image check the clauses that it enforces, as {@code licence#clause}
 * @param licences whose clauses the policies enforce
 * @param presets that requests may name, in the order in which they are offered
 * @param tenants for whom the bundle adds something, by their ids
 * @param tests the bundle's own, those of tenants last
 */
public record BundleContents(
    List<Rule> rules,
    List<ListedTerm> terms,
    List<ProtectedPerson> persons,
    Map<String, Map<String, Double>> imageThresholds,
    Map<String, Map<String, Double>> stricterImageThresholds,
    SafetyCheckerRule safetyChecker,
    Optional<UploadRule> uploads,
    Map<String, List<String>> imageClauses,
    List<Licence> licences,
    List<Preset> presets,
    List<TenantOverride> tenants,
    List<BundleTest> tests) {
  public BundleContents {
    rules = List.copyOf(rules);
    terms = List.copyOf(terms);
    persons = List.copyOf(persons);
    imageThresholds = Map.copyOf(imageThresholds);
    stricterImageThresholds = Map.copyOf(stricterImageThresholds);
    imageClauses = Map.copyOf(imageClauses);
    licences = List.copyOf(licences);
    presets = List.copyOf(presets);
    tenants = List.copyOf(tenants);
    tests = List.copyOf(tests);
  }
}
