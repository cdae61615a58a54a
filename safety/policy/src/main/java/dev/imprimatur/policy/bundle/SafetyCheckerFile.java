package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;

/** Reads what comes of models' own safety checkers; a bundle may leave that out. */
final class SafetyCheckerFile {
  private static final String FILE = "safety-checker.json";

  private SafetyCheckerFile() {}

  static SafetyCheckerRule read(PartReader files) {
    return files.names(FILE).contains(FILE)
        ? files
            .json(FILE, new TypeReference<SafetyCheckerRule>() {})
            .orElse(SafetyCheckerRule.AS_PUBLISHED)
        : SafetyCheckerRule.AS_PUBLISHED;
  }
}
