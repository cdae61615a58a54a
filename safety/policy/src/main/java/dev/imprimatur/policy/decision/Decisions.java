package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.Signal;
import dev.imprimatur.policy.signal.Source;
import dev.imprimatur.policy.signal.TermLists;
import java.util.List;
import java.util.Optional;

/** Decides requests: computes every signal, asks the policies, and says why. */
public final class Decisions {
  private final String bundleVersion;
  private final String bundleHash;
  private final TermLists terms;
  private final ProtectedPersons persons;
  private final CedarPolicies policies;

  /**
   * @param bundleVersion stated in every decision
   * @param bundleHash stated in every decision
   */
  public Decisions(
      String bundleVersion,
      String bundleHash,
      TermLists terms,
      ProtectedPersons persons,
      CedarPolicies policies) {
    this.bundleVersion = bundleVersion;
    this.bundleHash = bundleHash;
    this.terms = terms;
    this.persons = persons;
    this.policies = policies;
  }

  /** Decides one request. The same request is always decided the same way. */
  public Decision decide(PolicyRequest request) {
    List<Signal> signals =
        List.of(
            terms.read(request.prompt(), Source.PROMPT),
            terms.read(request.negativePrompt(), Source.NEGATIVE_PROMPT),
            persons.read(request.prompt(), Source.PROMPT));
    return switch (policies.ask(request, signals)) {
      case CedarPolicies.Verdict.Permit(var reasons) ->
          new Decision.Allowed(bundleVersion, bundleHash, determining(reasons), signals);
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
      case CedarPolicies.Verdict.Fault() ->
          denied(
              List.of(),
              signals,
              DenialCode.POLICY_FAULT,
              "The policies could not decide on this request, so it is refused.");
    };
  }

  private Decision.Denied denied(
      List<Rule> reasons, List<Signal> signals, String code, String message) {
    List<String> categories =
        reasons.stream().map(Rule::category).flatMap(Optional::stream).distinct().sorted().toList();
    return new Decision.Denied(
        bundleVersion, bundleHash, determining(reasons), signals, code, message, categories);
  }

  private static List<DeterminingPolicy> determining(List<Rule> reasons) {
    return reasons.stream().map(Rule::determining).toList();
  }
}
