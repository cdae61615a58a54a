package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.signal.ListedTerm;
import java.util.List;
import java.util.Map;

/**
 * What a bundle adds for one tenant.
 *
 * @param title for people
 * @param rules its own policies, in their order
 * @param terms of its own lists
 * @param imageThresholds that hold for it, the bundle's or lower ones, as in {@link BundleContents}
 * @param stricterImageThresholds the same under the obligation of stricter images
 */
public record TenantOverride(
    Tenant tenant,
    String title,
    List<Rule> rules,
    List<ListedTerm> terms,
    Map<String, Map<String, Double>> imageThresholds,
    Map<String, Map<String, Double>> stricterImageThresholds) {
  public TenantOverride {
    rules = List.copyOf(rules);
    terms = List.copyOf(terms);
    imageThresholds = Map.copyOf(imageThresholds);
    stricterImageThresholds = Map.copyOf(stricterImageThresholds);
  }
}
