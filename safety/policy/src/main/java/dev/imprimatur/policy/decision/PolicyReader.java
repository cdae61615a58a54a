package dev.imprimatur.policy.decision;

import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import dev.imprimatur.policy.defect.Defect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads Cedar policies, checks them against the schema and collects what is wrong. */
final class PolicyReader {
  static final String SCHEMA = "schema.cedarschema";
  private static final String GUIDANCE = "guidance";
  private static final String WITHHELD = "withheld";

  private final List<Defect> defects = new ArrayList<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final LinkedHashSet<Policy> policies = new LinkedHashSet<>();
  private final Optional<Tenant> tenant;

  private PolicyReader(Optional<Tenant> tenant) {
    this.tenant = tenant;
  }

  /**
   * @param schemaText in Cedar's own schema language
   * @param texts the policy files by name, in the order in which their policies speak
   * @param tenant whose policies they are, if they are not the bundle's own
   */
  static CedarPolicies read(
      String schemaText, SortedMap<String, String> texts, Optional<Tenant> tenant)
      throws InvalidPoliciesException {
    var reader = new PolicyReader(tenant);
    reader.defects.addAll(CedarLimits.inSchema(SCHEMA, schemaText));
    reader.defects.addAll(CedarLimits.inPolicies(texts));
    reader.stopAtDefects();
    texts.forEach(reader::readFile);
    Optional<Schema> schema = reader.schema(schemaText);
    reader.stopAtDefects();
    var set = new PolicySet(reader.policies);
    reader.defects.addAll(TypeDefects.of(schema.orElseThrow(), set, reader.rules));
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
      PolicySet parsed = PolicySet.parsePolicies(text);
      for (Policy template : parsed.templates) {
        int line = new SourceText(text).line(Math.max(0, text.indexOf(template.getSource())));
        defects.add(Defect.at(file, line, "templates with slots are not used here"));
      }
      int place = 0;
      for (Policy policy : inOrder(parsed)) {
        place = Math.max(place, text.indexOf(policy.getSource(), place));
        readPolicy(file, new SourceText(text).line(place), policy);
        place += policy.getSource().length();
      }
    } catch (AuthException e) {
      defects.addAll(SyntaxDefects.inPolicies(file, text, e));
    }
  }

  /** Cedar names the policies of a text by their place in it: policy0, policy1 and so on. */
  private static List<Policy> inOrder(PolicySet parsed) {
    return parsed.policies.stream()
        .sorted(
            Comparator.comparingInt(
                policy -> Integer.parseInt(policy.getID().substring("policy".length()))))
        .toList();
  }

  private void readPolicy(String file, int line, Policy policy) {
    try {
      Map<String, String> annotations = policy.getAnnotations();
      String id = annotations.getOrDefault("id", "");
      if (id.isBlank()) {
        defects.add(Defect.at(file, line, "every policy needs an @id"));
        return;
      }
      Rule rule = rule(id, file, line, policy, annotations);
      complete(rule);
      checkObligation(rule, annotations);
      checkGuidance(rule, annotations);
      if (tenant.isPresent()) {
        defects.addAll(OverrideDefects.of(tenant.get(), rule, policy));
      }
      Rule earlier = rules.putIfAbsent(id, rule);
      if (earlier != null) {
        defects.add(
            Defect.at(
                file,
                line,
                "policy %s has the id of the one in %s, line %d"
                    .formatted(id, earlier.file(), earlier.line())));
      }
      policies.add(new Policy(policy.getSource(), id));
    } catch (AuthException e) {
      defects.add(Defect.of(file, e));
    }
  }

  private static Rule rule(
      String id, String file, int line, Policy policy, Map<String, String> annotations)
      throws AuthException {
    Effect effect =
        policy.effect() == com.cedarpolicy.model.Effect.PERMIT ? Effect.PERMIT : Effect.FORBID;
    return new Rule(
        id,
        effect,
        clauses(annotations.getOrDefault("licence", "")),
        Optional.ofNullable(annotations.get("code")),
        Optional.ofNullable(annotations.get("category")),
        Optional.ofNullable(annotations.get("obligation")).flatMap(Obligation.Kind::of),
        !annotations.containsKey(GUIDANCE),
        annotations.getOrDefault("message", ""),
        file,
        line,
        policy.getSource());
  }

  /** Several clauses stand apart by spaces, commas or line ends. */
  private static List<String> clauses(String annotation) {
    return Arrays.stream(annotation.split("[\\s,]+")).filter(clause -> !clause.isEmpty()).toList();
  }

  private void complete(Rule rule) {
    if (rule.message().isBlank()) {
      refuse(rule, "policy " + rule.id() + " needs a @message");
    }
    if (rule.licenceClauses().isEmpty() && tenant.isEmpty()) {
      refuse(rule, "policy " + rule.id() + " needs the clauses it enforces, as @licence");
    }
    if (rule.effect() == Effect.FORBID && rule.code().isEmpty()) {
      refuse(rule, "policy " + rule.id() + " forbids and so needs a @code");
    }
  }

  private void checkObligation(Rule rule, Map<String, String> annotations) {
    String obligation = annotations.get("obligation");
    if (obligation != null && rule.obligation().isEmpty()) {
      refuse(rule, "policy " + rule.id() + " demands the unknown obligation " + obligation);
    }
    if (obligation != null && rule.effect() == Effect.FORBID) {
      refuse(rule, "policy " + rule.id() + " forbids and so can demand no obligation");
    }
  }

  private void checkGuidance(Rule rule, Map<String, String> annotations) {
    String guidance = annotations.getOrDefault(GUIDANCE, WITHHELD);
    if (!guidance.equals(WITHHELD)) {
      refuse(
          rule,
          "policy %s gives guidance as %s; it can only be %s"
              .formatted(rule.id(), guidance, WITHHELD));
    }
  }

  private void refuse(Rule rule, String reason) {
    defects.add(Defect.at(rule.file(), rule.line(), reason));
  }

  private Optional<Schema> schema(String text) {
    try {
      return Optional.of(Schema.parse(Schema.JsonOrCedar.Cedar, text));
    } catch (AuthException e) {
      defects.addAll(SyntaxDefects.inSchema(SCHEMA, text, e));
      return Optional.empty();
    }
  }
}
