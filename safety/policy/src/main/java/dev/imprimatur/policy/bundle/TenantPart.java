package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.CedarPolicies;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.decision.Tightening;
import dev.imprimatur.policy.signal.TermLists;
import java.util.List;

/** What was read of a tenant's folder. */
record TenantPart(TenantOverride override, CedarPolicies policies, List<BundleTest> tests) {
  TenantPart {
    tests = List.copyOf(tests);
  }

  Tenant tenant() {
    return override.tenant();
  }

  /** The folder's name, with a slash at its end. */
  String folder() {
    return TenantFiles.folder(tenant());
  }

  /**
   * What decides for the tenant.
   *
   * @param version of the bundle
   */
  Tightening tightening(String version, PartReader files) {
    String hash = files.hash(folder() + TenantFiles.TERMS);
    return new Tightening(
        policies, TermLists.ofTenant(tenant().id(), version, hash, override.terms()));
  }
}
