package dev.imprimatur.policy.coverage;

import dev.imprimatur.policy.bundle.BundleContents;
import java.util.List;

/** Which image checks enforce a clause. */
final class ImageChecks {
  private ImageChecks() {}

  static List<String> enforcing(String clause, BundleContents contents) {
    return contents.imageClauses().entrySet().stream()
        .filter(check -> check.getValue().contains(clause))
        .map(check -> check.getKey())
        .sorted()
        .toList();
  }
}
