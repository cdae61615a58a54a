package dev.imprimatur.policy.decision;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads Cedar policies, checks them against the schema and collects what is wrong. */
final class PolicyReader {
  private final List<String> defects = new ArrayList<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final LinkedHashSet<Policy> policies = new LinkedHashSet<>();

  /**
   * @param schemaText in Cedar's own schema language
   * @param texts the policy files by name, in the order in which their policies speak
   */
  static CedarPolicies read(String schemaText, SortedMap<String, String> texts)
      throws InvalidPoliciesException {
    var reader = new PolicyReader();
    texts.forEach(reader::readFile);
    reader.stopAtDefects();
    var set = new PolicySet(reader.policies);
    reader.validate(schemaText, set);
    reader.stopAtDefects();
    return new CedarPolicies(set, reader.rules);
  }

  private void stopAtDefects() throws InvalidPoliciesException {
    if (!defects.isEmpty()) {
      throw new InvalidPoliciesException(defects);
    }
  }

  private void readFile(String file, String text) {
    try {
      PolicySet.parsePolicies(text).policies.stream()
          .sorted(Comparator.comparingInt(PolicyReader::placeInFile))
          .forEach(policy -> readPolicy(file, policy));
    } catch (AuthException e) {
      defects.add(file + ": " + e.getMessage());
    }
  }

  /** Cedar names the policies of a text by their place in it: policy0, policy1 and so on. */
  private static int placeInFile(Policy policy) {
    return Integer.parseInt(policy.getID().substring("policy".length()));
  }

  private void readPolicy(String file, Policy policy) {
    try {
      Map<String, String> annotations = policy.getAnnotations();
      String id = annotations.getOrDefault("id", "");
      if (id.isBlank()) {
        defects.add(file + ": every policy needs an @id");
        return;
      }
      Rule rule = rule(id, policy, annotations);
      complete(file, rule);
      if (rules.put(id, rule) != null) {
        defects.add(file + ": there are two policies with the id " + id);
      }
      policies.add(new Policy(policy.getSource(), id));
    } catch (AuthException e) {
      defects.add(file + ": " + e.getMessage());
    }
  }

  private static Rule rule(String id, Policy policy, Map<String, String> annotations)
      throws AuthException {
    Effect effect =
        policy.effect() == com.cedarpolicy.model.Effect.PERMIT ? Effect.PERMIT : Effect.FORBID;
    return new Rule(
        id,
        effect,
        Optional.ofNullable(annotations.get("licence")),
        Optional.ofNullable(annotations.get("code")),
        Optional.ofNullable(annotations.get("category")),
        annotations.getOrDefault("message", ""));
  }

  private void complete(String file, Rule rule) {
    if (rule.message().isBlank()) {
      defects.add(file + ": policy " + rule.id() + " needs a @message");
    }
    if (rule.licenceClause().isEmpty()) {
      defects.add(file + ": policy " + rule.id() + " needs the clause it enforces, as @licence");
    }
    if (rule.effect() == Effect.FORBID && rule.code().isEmpty()) {
      defects.add(file + ": policy " + rule.id() + " forbids and so needs a @code");
    }
  }

  private void validate(String schemaText, PolicySet set) {
    try {
      Schema schema = Schema.parse(Schema.JsonOrCedar.Cedar, schemaText);
      ValidationResponse response =
          new BasicAuthorizationEngine().validate(new ValidationRequest(schema, set));
      response.errors.ifPresent(
          errors -> errors.forEach(error -> defects.add("schema: " + error.message)));
      response.success.ifPresent(success ->
          success.validationErrors.forEach(error ->
              defects.add("policy " + error.getPolicyId() + ": " + error.getError().message)));
    } catch (AuthException e) {
      defects.add("schema: " + e.getMessage());
    }
  }
}
