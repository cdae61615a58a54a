package dev.imprimatur.policy.comparison;

import dev.imprimatur.policy.bundle.BundleContents;
import dev.imprimatur.policy.bundle.SafetyCheckerRule;
import dev.imprimatur.policy.bundle.TenantOverride;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.policy.signal.ListedTerm;
import dev.imprimatur.policy.signal.ProtectedPerson;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of a bundle under names by which they are compared. Those that it adds for tenants are
 * among them, named after the tenant.
 */
final class NamedParts {
  private static final String REVIEW = " of uploads, from which an officer looks";
  private static final String STRICTER = " (stricter)";

  private final BundleContents contents;

  NamedParts(BundleContents contents) {
    this.contents = contents;
  }

  /** The texts of policies by id; those of tenants begin with the tenant's. */
  Map<String, String> policies() {
    return Stream.concat(
            contents.rules().stream(),
            contents.tenants().stream().flatMap(tenant -> tenant.rules().stream()))
        .collect(Collectors.toMap(Rule::id, Rule::source));
  }

  /** For example {@code violence, high: massacre}. */
  Set<String> terms() {
    var names = new HashSet<String>();
    add(names, "", contents.terms());
    contents.tenants().forEach(tenant -> add(names, prefix(tenant), tenant.terms()));
    return names;
  }

  Map<String, ProtectedPerson> persons() {
    return contents.persons().stream()
        .collect(Collectors.toMap(ProtectedPerson::id, person -> person));
  }

  /** For example {@code nsfw/porn}; of a tenant those that are not the bundle's. */
  Map<String, Double> thresholds() {
    Map<String, Double> own =
        thresholds(contents.imageThresholds(), contents.stricterImageThresholds());
    var named = new HashMap<String, Double>(own);
    for (TenantOverride tenant : contents.tenants()) {
      thresholds(tenant.imageThresholds(), tenant.stricterImageThresholds())
          .forEach((name, score) -> {
            if (!score.equals(own.get(name))) {
              named.put(prefix(tenant) + name, score);
            }
          });
    }
    SafetyCheckerRule checker = contents.safetyChecker();
    named.put("safety-checker/quarantine", checker.quarantine() ? 1.0 : 0.0);
    named.put("safety-checker/adjustment", checker.adjustment());
    named.put("safety-checker/stricter adjustment", checker.stricterAdjustment());
    named.put("uploads/offered", contents.uploads().isPresent() ? 1.0 : 0.0);
    contents.uploads().ifPresent(uploads -> add(named, REVIEW, uploads.review()));
    return named;
  }

  Map<String, Preset> presets() {
    return contents.presets().stream().collect(Collectors.toMap(Preset::id, preset -> preset));
  }

  /** The titles of the tenants for whom something is added, by id. */
  Map<String, String> tenants() {
    return contents.tenants().stream()
        .collect(Collectors.toMap(tenant -> tenant.tenant().id(), TenantOverride::title));
  }

  private static String prefix(TenantOverride tenant) {
    return tenant.tenant().id() + ": ";
  }

  private static void add(Set<String> names, String prefix, Collection<ListedTerm> terms) {
    for (ListedTerm term : terms) {
      names.add(
          "%s%s, %s: %s"
              .formatted(
                  prefix,
                  term.category().id(),
                  term.severity().name().toLowerCase(Locale.ROOT),
                  term.term()));
    }
  }

  private static Map<String, Double> thresholds(
      Map<String, Map<String, Double>> usual, Map<String, Map<String, Double>> stricter) {
    var named = new HashMap<String, Double>();
    add(named, "", usual);
    add(named, STRICTER, stricter);
    return named;
  }

  private static void add(
      Map<String, Double> named, String suffix, Map<String, Map<String, Double>> checks) {
    checks.forEach((check, categories) ->
        categories.forEach((category, score) -> named.put(check + "/" + category + suffix, score)));
  }
}
