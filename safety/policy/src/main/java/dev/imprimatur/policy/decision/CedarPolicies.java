package dev.imprimatur.policy.decision;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityUID;
import dev.imprimatur.policy.signal.PromptSignals;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A checked set of policies, ready to be asked. */
public final class CedarPolicies implements Rulebook {
  private static final Logger LOG = LoggerFactory.getLogger(CedarPolicies.class);

  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
  private final PolicySet policies;
  private final PolicySet demanding;
  private final Map<String, Rule> rules;

  CedarPolicies(PolicySet policies, Map<String, Rule> rules) {
    this.policies = policies;
    this.demanding = new PolicySet(demanding(policies, rules));
    this.rules = rules;
    try {
      policies.cache();
      demanding.cache();
    } catch (CacheException e) {
      throw new IllegalStateException("checked policies must be fit for use", e);
    }
  }

  /** Few policies demand something, and a question costs time for each policy that is asked. */
  private static Set<Policy> demanding(PolicySet policies, Map<String, Rule> rules) {
    return policies.policies.stream()
        .filter(policy ->
            Optional.ofNullable(rules.get(policy.getID())).flatMap(Rule::obligation).isPresent())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Reads policies and checks them.
   *
   * @param schema in Cedar's schema language
   * @param texts the policy files by name
   */
  public static CedarPolicies read(String schema, SortedMap<String, String> texts)
      throws InvalidPoliciesException {
    return PolicyReader.read(schema, texts, Optional.empty());
  }

  /**
   * Reads the policies of a tenant, which can only tighten: they forbid, or demand an obligation.
   *
   * @param schema in Cedar's schema language
   * @param texts the policy files by name
   */
  public static CedarPolicies readOf(Tenant tenant, String schema, SortedMap<String, String> texts)
      throws InvalidPoliciesException {
    return PolicyReader.read(schema, texts, Optional.of(tenant));
  }

  /** What the policies say of themselves, in their order. */
  public Collection<Rule> rules() {
    return rules.values();
  }

  @Override
  public Verdict ask(PolicyRequest request, PromptSignals signals) {
    return ask(policies, CedarQuestion.GENERATE, request, signals);
  }

  /** Asks for objections alone: who says nothing against a request permits it. */
  Verdict object(PolicyRequest request, PromptSignals signals) {
    return switch (ask(request, signals)) {
      case Verdict.Forbid(var reasons) when !reasons.isEmpty() -> new Verdict.Forbid(reasons);
      case Verdict.Forbid ignored -> new Verdict.Permit(List.of());
      case Verdict.Permit ignored -> new Verdict.Permit(List.of());
      case Verdict.Fault fault -> fault;
    };
  }

  @Override
  public Verdict escalate(PolicyRequest request, PromptSignals signals) {
    return demanding.policies.isEmpty()
        ? new Verdict.Forbid(List.of())
        : ask(demanding, CedarQuestion.ESCALATE, request, signals);
  }

  private Verdict ask(
      PolicySet asked, EntityUID action, PolicyRequest request, PromptSignals signals) {
    var question =
        new AuthorizationRequest(
            CedarQuestion.user(request),
            action,
            CedarQuestion.model(request),
            CedarQuestion.context(request, signals));
    try {
      AuthorizationResponse response =
          engine.isAuthorized(question, asked, new Entities(CedarQuestion.entities(request)));
      return response
          .success
          .<Verdict>map(answer -> verdict(request, answer))
          .orElseGet(() -> fault(response.errors));
    } catch (AuthException e) {
      return fault(e);
    }
  }

  private Verdict verdict(PolicyRequest request, AuthorizationSuccessResponse answer) {
    if (!answer.getErrors().isEmpty()) {
      return fault(answer.getErrors());
    }
    List<Rule> reasons =
        rules.values().stream()
            .filter(rule -> answer.getReason().contains(rule.id()))
            .map(rule -> rule.under(request.model().licenceId()))
            .toList();
    return answer.isAllowed() ? new Verdict.Permit(reasons) : new Verdict.Forbid(reasons);
  }

  /**
   * Cedar's messages name policies and attributes, never a prompt: no prompt is in the question.
   */
  private static Verdict fault(Object cause) {
    LOG.error("A policy could not be evaluated: {}", cause);
    return new Verdict.Fault();
  }
}
