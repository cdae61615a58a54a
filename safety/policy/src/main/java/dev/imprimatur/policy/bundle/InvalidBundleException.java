package dev.imprimatur.policy.bundle;

import java.util.List;

/** A bundle that cannot be used, with everything that is wrong with it. */
public final class InvalidBundleException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> defects;

  InvalidBundleException(List<String> defects) {
    super("The policy bundle is refused: " + String.join("; ", defects));
    this.defects = List.copyOf(defects);
  }

  /** One sentence for each defect, with the file it is in. */
  public List<String> defects() {
    return defects;
  }
}
