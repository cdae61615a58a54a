package dev.imprimatur.server.explanation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.explanation.ExplainedPolicy;
import dev.imprimatur.policy.explanation.Explanation;
import dev.imprimatur.policy.explanation.Remedy;
import dev.imprimatur.server.flow.DecisionDetail.ObligationDetail;
import dev.imprimatur.server.flow.DecisionDetail.PolicyDetail;
import dev.imprimatur.server.flow.GenerationDetail;
import dev.imprimatur.server.http.Json;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explanations as JSON. */
final class ExplanationView {
  private ExplanationView() {}

  /**
   * An explanation by the bundle that decided.
   *
   * @param request whose text the positions count in
   * @param assumed whether the roles were not recorded
   */
  static ObjectNode of(Explanation explanation, PolicyRequest request, boolean assumed) {
    Decision decision = explanation.decision();
    ObjectNode view = head(decision.bundleVersion(), decision.bundleHash(), true, assumed);
    view.put("phase", request.phase().name().toLowerCase(Locale.ROOT));
    view.put("text", request.prompt().text());
    decided(view, decision);
    ArrayNode policies = view.putArray("policies");
    explanation
        .policies()
        .forEach(policy -> policies.add(policy(policy, request.model().licenceId())));
    ArrayNode spans = view.putArray("spans");
    explanation.spans().forEach(span -> spans.add(Json.MAPPER.valueToTree(span)));
    view.set("remedy", remedy(explanation.remedy()));
    return view;
  }

  /** What the record tells where its bundle is gone. */
  static ObjectNode ofRecord(GenerationDetail detail) {
    ObjectNode view =
        head(
            detail.decision().bundleVersion(),
            detail.decision().bundleHash(),
            false,
            detail.asked() == null);
    view.put("phase", "original");
    view.put("text", detail.prompt());
    boolean allowed = detail.ruling().allowed();
    view.put("allowed", allowed).put("code", allowed ? null : detail.ruling().code());
    ArrayNode policies = view.putArray("policies");
    Stream.concat(
            detail.decision().policies().stream(),
            detail.decision().obligations().stream().map(ObligationDetail::policy))
        .forEach(policy -> policies.add(policy(policy)));
    view.putArray("spans");
    view.putObject("remedy").put("kind", "unknown");
    return view;
  }

  private static ObjectNode head(String version, String hash, boolean available, boolean assumed) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.putObject("bundle").put("version", version).put("hash", hash).put("available", available);
    view.put("rolesAssumed", assumed);
    return view;
  }

  private static void decided(ObjectNode view, Decision decision) {
    switch (decision) {
      case Decision.Allowed ignored -> view.put("allowed", true).putNull("code");
      case Decision.Denied denied -> view.put("allowed", false).put("code", denied.code());
    }
  }

  private static ObjectNode policy(ExplainedPolicy policy, String licence) {
    Rule rule = policy.rule();
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", rule.id());
    view.put("effect", rule.effect().name().toLowerCase(Locale.ROOT));
    view.put("obligation", rule.obligation().map(kind -> kind.id()).orElse(null));
    view.put("message", rule.message());
    view.put("licenceClause", clause(rule, licence));
    view.put("file", rule.file()).put("line", rule.line());
    view.set("grounds", Json.MAPPER.valueToTree(policy.grounds()));
    return view;
  }

  /** A clause that the policy enforces, of the model's licence if there is one; or none. */
  private static @Nullable String clause(Rule rule, String licence) {
    return rule.licenceClauses().stream()
        .filter(clause -> clause.startsWith(licence + "#"))
        .findFirst()
        .or(() -> rule.licenceClauses().stream().findFirst())
        .orElse(null);
  }

  private static ObjectNode policy(PolicyDetail policy) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", policy.id()).put("effect", policy.effect()).putNull("obligation");
    view.put("message", policy.message()).put("licenceClause", policy.licenceClause());
    view.putNull("file").putNull("line").putArray("grounds");
    return view;
  }

  private static ObjectNode remedy(Remedy remedy) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    switch (remedy) {
      case Remedy.NotNeeded ignored -> view.put("kind", "not-needed");
      case Remedy.NotFound(int words) -> view.put("kind", "not-found").put("words", words);
      case Remedy.Withheld(String policy) -> view.put("kind", "withheld").put("policy", policy);
      case Remedy.Change change -> {
        view.put("kind", "change").put("prompt", change.prompt());
        view.set("settings", Json.MAPPER.valueToTree(change.settings()));
        view.set("removals", Json.MAPPER.valueToTree(change.removals()));
        view.set("obligations", Json.MAPPER.valueToTree(change.obligations()));
      }
    }
    return view;
  }
}
