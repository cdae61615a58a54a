package dev.imprimatur.server.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.coverage.LicenceCoverage;
import java.util.Optional;
import java.util.function.Supplier;

/** The coverage of the bundle in force, computed once for each bundle. Thread-safe. */
public final class CurrentCoverage {
  private final Supplier<PolicyBundle> bundle;
  private Optional<Computed> computed = Optional.empty();

  /** Coverage of what {@code bundle} gives. */
  public CurrentCoverage(Supplier<PolicyBundle> bundle) {
    this.bundle = bundle;
  }

  /** The matrix, as the API shows it. */
  synchronized ObjectNode view() {
    PolicyBundle now = bundle.get();
    Computed known =
        computed
            .filter(each -> each.hash().equals(now.hash()))
            .orElseGet(
                () -> new Computed(now.hash(), CoverageView.of(now, LicenceCoverage.of(now))));
    computed = Optional.of(known);
    return known.view();
  }

  private record Computed(String hash, ObjectNode view) {}
}
