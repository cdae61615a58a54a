package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.signal.PromptSignals;
import dev.imprimatur.policy.signal.Signal;
import java.util.List;

/** Whether a request may be drawn, and why. */
public sealed interface Decision {
  /** The version of the bundle that decided. */
  String bundleVersion();

  /** The hash of that bundle. */
  String bundleHash();

  /** The policies that made the decision what it is, in the bundle's order. */
  List<DeterminingPolicy> policies();

  /** Everything that was seen in the request's texts. */
  PromptSignals seen();

  /** What every list found, lists without findings included. */
  default List<Signal> signals() {
    return seen().findings();
  }

  /**
   * The request may be drawn.
   *
   * @param obligations what must be done about it nevertheless, in the bundle's order
   */
  record Allowed(
      String bundleVersion,
      String bundleHash,
      List<DeterminingPolicy> policies,
      PromptSignals seen,
      List<Obligation> obligations)
      implements Decision {
    public Allowed {
      policies = List.copyOf(policies);
      obligations = List.copyOf(obligations);
    }

    /** Whether something of this kind must be done. */
    public boolean requires(Obligation.Kind kind) {
      return obligations.stream().anyMatch(obligation -> obligation.kind() == kind);
    }
  }

  /**
   * The request may not be drawn.
   *
   * @param policies those that forbid it; none if no policy permits it or a policy failed
   * @param code for programs: that of the first forbidding policy, or one of {@link DenialCode}
   * @param message for people
   * @param categories what the prompt was refused for, in the order of {@link
   *     dev.imprimatur.policy.signal.Category}; empty if it was refused for something else
   */
  record Denied(
      String bundleVersion,
      String bundleHash,
      List<DeterminingPolicy> policies,
      PromptSignals seen,
      String code,
      String message,
      List<String> categories)
      implements Decision {
    public Denied {
      policies = List.copyOf(policies);
      categories = List.copyOf(categories);
    }
  }
}
