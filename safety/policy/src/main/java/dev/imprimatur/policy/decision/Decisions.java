package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.signal.PromptSignals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides requests: computes every signal, asks the policies, and says why. */
public final class Decisions {
  private final String bundleVersion;
  private final String bundleHash;
  private final SignalReading reading;
  private final CedarPolicies policies;
  private final Map<Tenant, Tightening> tightenings;

  /**
   * @param bundleVersion stated in every decision
   * @param bundleHash stated in every decision
   * @param tightenings what tenants add; nothing for those who are not here
   */
  public Decisions(
      String bundleVersion,
      String bundleHash,
      SignalReading reading,
      CedarPolicies policies,
      Map<Tenant, Tightening> tightenings) {
    this.bundleVersion = bundleVersion;
    this.bundleHash = bundleHash;
    this.reading = reading;
    this.policies = policies;
    this.tightenings = Map.copyOf(tightenings);
  }

  /** Decides one request. The same request is always decided the same way. */
  public Decision decide(PolicyRequest request) {
    PromptSignals seen = reading.read(request.prompt(), request.negativePrompt());
    return request
        .principal()
        .tenant()
        .flatMap(tenant -> Optional.ofNullable(tightenings.get(tenant)))
        .map(own ->
            decide(
                request,
                own.read(request, seen),
                new TightenedRulebook(policies, seen, own.policies())))
        .orElseGet(() -> decide(request, seen, policies));
  }

  private Decision decide(PolicyRequest request, PromptSignals signals, Rulebook rulebook) {
    return switch (rulebook.ask(request, signals)) {
      case Verdict.Permit(var reasons) -> permitted(request, reasons, signals, rulebook);
      case Verdict.Forbid(var reasons) when reasons.isEmpty() ->
          denied(
              reasons,
              signals,
              DenialCode.NOT_PERMITTED,
              "None of your roles permits drawing pictures.");
      case Verdict.Forbid(var reasons) ->
          denied(
              reasons,
              signals,
              reasons.getFirst().code().orElse(DenialCode.NOT_PERMITTED),
              reasons.getFirst().message());
      case Verdict.Fault() -> fault(signals);
    };
  }

  private Decision permitted(
      PolicyRequest request, List<Rule> reasons, PromptSignals signals, Rulebook rulebook) {
    return switch (rulebook.escalate(request, signals)) {
      case Verdict.Permit(var demanding) -> allowed(reasons, signals, obligations(demanding));
      case Verdict.Forbid ignored -> allowed(reasons, signals, List.of());
      case Verdict.Fault() -> fault(signals);
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
