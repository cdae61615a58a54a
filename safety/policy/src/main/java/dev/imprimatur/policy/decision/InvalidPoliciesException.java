package dev.imprimatur.policy.decision;

import java.util.List;

/** Policies that cannot be used, with everything that is wrong with them. */
public final class InvalidPoliciesException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> defects;

  InvalidPoliciesException(List<String> defects) {
    super(String.join("; ", defects));
    this.defects = List.copyOf(defects);
  }

  /** One sentence for each defect. */
  public List<String> defects() {
    return defects;
  }
}
