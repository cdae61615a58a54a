package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.defect.Defect;
import java.util.List;
import java.util.stream.Collectors;

/** A bundle that cannot be used, with everything that is wrong with it. */
public final class InvalidBundleException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Defect> defects;

  InvalidBundleException(List<Defect> defects) {
    super(
        "The policy bundle is refused: "
            + defects.stream().map(Defect::toString).collect(Collectors.joining("; ")));
    this.defects = List.copyOf(defects);
  }

  /** Every defect, with its place. */
  public List<Defect> defects() {
    return defects;
  }
}
