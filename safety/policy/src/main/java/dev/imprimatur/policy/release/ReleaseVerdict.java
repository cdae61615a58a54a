package dev.imprimatur.policy.release;

import java.util.List;

/** What verifying a version comes to. */
public sealed interface ReleaseVerdict {
  /** The files are those that were approved under this number. */
  record Genuine(BundleStatement statement) implements ReleaseVerdict {}

  /**
   * They are not to be trusted.
   *
   * @param defects one sentence each, at least one
   */
  record Broken(List<String> defects) implements ReleaseVerdict {
    public Broken {
      defects = List.copyOf(defects);
    }
  }
}
