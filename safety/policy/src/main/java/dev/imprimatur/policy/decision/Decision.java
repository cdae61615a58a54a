package dev.imprimatur.policy.decision;

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

  /** Every signal that was computed, also those that found nothing. */
  List<Signal> signals();

  /** The request may be drawn. */
  record Allowed(
      String bundleVersion,
      String bundleHash,
      List<DeterminingPolicy> policies,
      List<Signal> signals)
      implements Decision {
    public Allowed {
      policies = List.copyOf(policies);
      signals = List.copyOf(signals);
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
      List<Signal> signals,
      String code,
      String message,
      List<String> categories)
      implements Decision {
    public Denied {
      policies = List.copyOf(policies);
      signals = List.copyOf(signals);
      categories = List.copyOf(categories);
    }
  }
}
