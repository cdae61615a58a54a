package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.defect.Defect;
import java.util.List;
import java.util.stream.Collectors;

/** Policies that cannot be used, with everything that is wrong with them. */
public final class InvalidPoliciesException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Defect> defects;

  InvalidPoliciesException(List<Defect> defects) {
    super(defects.stream().map(Defect::toString).collect(Collectors.joining("; ")));
    this.defects = List.copyOf(defects);
  }

  /** Every defect, with its place. */
  public List<Defect> defects() {
    return defects;
  }
}
