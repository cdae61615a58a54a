package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.signal.PromptSignals;
import java.util.List;
import java.util.Optional;

/** Decides requests: computes every signal, asks the policies, and says why. */
public final class Decisions {
  private final String bundleVersion;
  private final String bundleHash;
  private final SignalReading reading;
  private final CedarPolicies policies;

  /**
   * @param bundleVersion stated in every decision
   * @param bundleHash stated in every decision
   */
  public Decisions(
      String bundleVersion, String bundleHash, SignalReading reading, CedarPolicies policies) {
    this.bundleVersion = bundleVersion;
    this.bundleHash = bundleHash;
    this.reading = reading;
    this.policies = policies;
  }

  /** Decides one request. The same request is always decided the same way. */
  public Decision decide(PolicyRequest request) {
    PromptSignals signals = reading.read(request.prompt(), request.negativePrompt());
    return switch (policies.ask(request, signals)) {
      case CedarPolicies.Verdict.Permit(var reasons) -> permitted(request, reasons, signals);
      case CedarPolicies.Verdict.Forbid(var reasons) when reasons.isEmpty() ->
          denied(
              reasons,
              signals,
              DenialCode.NOT_PERMITTED,
              "None of your roles permits drawing pictures.");
      case CedarPolicies.Verdict.Forbid(var reasons) ->
          denied(
              reasons,
              signals,
              reasons.getFirst().code().orElse(DenialCode.NOT_PERMITTED),
              reasons.getFirst().message());
      case CedarPolicies.Verdict.Fault() -> fault(signals);
    };
  }

  private Decision permitted(PolicyRequest request, List<Rule> reasons, PromptSignals signals) {
    return switch (policies.escalate(request, signals)) {
      case CedarPolicies.Verdict.Permit(var demanding) ->
          allowed(reasons, signals, obligations(demanding));
      case CedarPolicies.Verdict.Forbid ignored -> allowed(reasons, signals, List.of());
      case CedarPolicies.Verdict.Fault() -> fault(signals);
    };
  }

  private static List<Obligation> obligations(List<Rule> demanding) {
    return demanding.stream()
        .flatMap(rule ->
            rule.obligation().map(kind -> new Obligation(kind, rule.determining())).stream())
        .toList();
  }

  private Decision.Allowed allowed(
      List<Rule> reasons, PromptSignals signals, List<Obligation> obligations) {
    return new Decision.Allowed(
        bundleVersion, bundleHash, determining(reasons), signals, obligations);
  }

  private Decision.Denied fault(PromptSignals signals) {
    return denied(
        List.of(),
        signals,
        DenialCode.POLICY_FAULT,
        "The policies could not decide on this request, so it is refused.");
  }

  private Decision.Denied denied(
      List<Rule> reasons, PromptSignals signals, String code, String message) {
    List<String> categories =
        reasons.stream().map(Rule::category).flatMap(Optional::stream).distinct().sorted().toList();
    return new Decision.Denied(
        bundleVersion, bundleHash, determining(reasons), signals, code, message, categories);
  }

  private static List<DeterminingPolicy> determining(List<Rule> reasons) {
    return reasons.stream().map(Rule::determining).toList();
  }
}
