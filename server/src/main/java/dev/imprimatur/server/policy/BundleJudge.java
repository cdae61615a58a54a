package dev.imprimatur.server.policy;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.BundleTests;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.defect.Defect;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Tells whether a bundle may be put in force on this installation. */
final class BundleJudge {
  private final Supplier<List<String>> licences;

  /**
   * @param licences gives the ids of those that the installation's models are used under now
   */
  BundleJudge(Supplier<List<String>> licences) {
    this.licences = licences;
  }

  /** Judges by validity, licences and the bundle's own tests. */
  Judged judge(BundleFiles files, OptionalInt number) {
    try {
      PolicyBundle bundle =
          number.isPresent()
              ? PolicyBundle.check(files, number.getAsInt())
              : PolicyBundle.check(files);
      List<Defect> missing = missingLicences(bundle);
      BundleTests tests = BundleTests.run(bundle);
      if (!missing.isEmpty()) {
        return new Judged.Defective(missing);
      }
      return tests.passed() ? new Judged.Fit(bundle) : new Judged.Failing(tests.failures());
    } catch (InvalidBundleException e) {
      return new Judged.Defective(e.defects());
    }
  }

  private List<Defect> missingLicences(PolicyBundle bundle) {
    return licences.get().stream()
        .distinct()
        .sorted()
        .filter(id -> bundle.licence(id).isEmpty())
        .map(id ->
            Defect.of(
                "licences/licences.json",
                "a model of this installation is used under the licence "
                    + id
                    + ", which is missing"))
        .toList();
  }
}
