package dev.imprimatur.policy.decision;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import dev.imprimatur.policy.signal.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A checked set of policies, ready to be asked. */
public final class CedarPolicies {
  private static final Logger LOG = LoggerFactory.getLogger(CedarPolicies.class);

  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
  private final PolicySet policies;
  private final Map<String, Rule> rules;

  CedarPolicies(PolicySet policies, Map<String, Rule> rules) {
    this.policies = policies;
    this.rules = rules;
    try {
      policies.cache();
    } catch (CacheException e) {
      throw new IllegalStateException("checked policies must be fit for use", e);
    }
  }

  /**
   * Reads policies and checks them.
   *
   * @param schema in Cedar's schema language
   * @param texts the policy files by name
   */
  public static CedarPolicies read(String schema, SortedMap<String, String> texts)
      throws InvalidPoliciesException {
    return PolicyReader.read(schema, texts);
  }

  /** What the policies say of themselves, in their order. */
  public Collection<Rule> rules() {
    return rules.values();
  }

  /** Asks the policies. A question that cannot be answered in full is answered with no. */
  public Verdict ask(PolicyRequest request, List<Signal> signals) {
    try {
      AuthorizationResponse response =
          engine.isAuthorized(
              question(request, signals), policies, new Entities(CedarQuestion.entities(request)));
      return response
          .success
          .<Verdict>map(answer -> verdict(request, answer))
          .orElseGet(() -> fault(response.errors));
    } catch (AuthException e) {
      return fault(e);
    }
  }

  private static AuthorizationRequest question(PolicyRequest request, List<Signal> signals) {
    return new AuthorizationRequest(
        CedarQuestion.user(request),
        CedarQuestion.GENERATE,
        CedarQuestion.model(request),
        CedarQuestion.context(request, signals));
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

  /** What the policies answered. */
  public sealed interface Verdict {
    /** Permitted by these. */
    record Permit(List<Rule> reasons) implements Verdict {}

    /** Forbidden by these; by none if nothing permits it. */
    record Forbid(List<Rule> reasons) implements Verdict {}

    /** Not to be decided. */
    record Fault() implements Verdict {}
  }
}
