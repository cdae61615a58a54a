package dev.imprimatur.policy.decision;

import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.policy.defect.Defect;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a policy of a tenant beside what would be wrong with any. What it says here is
 * also what it can do: a permission would have no effect, and somebody might believe in it.
 */
final class OverrideDefects {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GENERATE = "generate";
  private static final String ESCALATE = "escalate";

  private OverrideDefects() {}

  static List<Defect> of(Tenant tenant, Rule rule, Policy policy) throws AuthException {
    var reasons = new ArrayList<String>();
    String prefix = tenant.id() + "/";
    if (!rule.id().startsWith(prefix) || rule.id().length() == prefix.length()) {
      reasons.add("needs an @id that begins with " + prefix);
    }
    switch (rule.effect()) {
      case PERMIT -> {
        if (rule.obligation().isEmpty()) {
          reasons.add("permits, and what a tenant adds can only forbid or demand an @obligation");
        } else if (!isFor(ESCALATE, policy)) {
          reasons.add(needed(ESCALATE, "demands an obligation"));
        }
      }
      case FORBID -> {
        if (!isFor(GENERATE, policy)) {
          reasons.add(needed(GENERATE, "forbids"));
        }
      }
    }
    return reasons.stream()
        .map(reason ->
            Defect.at(rule.file(), rule.line(), "policy %s %s".formatted(rule.id(), reason)))
        .toList();
  }

  private static String needed(String action, String what) {
    return "%s and so must be for action == Action::\"%s\"".formatted(what, action);
  }

  /** Whether the policy is for this one action and for no other. */
  private static boolean isFor(String action, Policy policy) throws AuthException {
    try {
      JsonNode scope = JSON.readTree(policy.toJson()).path("action");
      return scope.path("op").asText().equals("==")
          && scope.path("entity").path("type").asText().equals("Action")
          && scope.path("entity").path("id").asText().equals(action);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cedar writes JSON", e);
    }
  }
}
