package dev.imprimatur.server.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.bundle.BundleContents;
import dev.imprimatur.policy.bundle.TenantOverride;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.server.http.Json;
import java.util.Locale;
import java.util.Map;

/** What a bundle adds for tenants, as JSON. */
final class TenantViews {
  private TenantViews() {}

  static ArrayNode of(BundleContents contents) {
    ArrayNode tenants = Json.MAPPER.createArrayNode();
    contents.tenants().forEach(tenant -> tenants.add(of(tenant, contents)));
    return tenants;
  }

  private static ObjectNode of(TenantOverride tenant, BundleContents contents) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", tenant.tenant().id()).put("title", tenant.title());
    ArrayNode rules = view.putArray("rules");
    tenant.rules().forEach(rule -> rules.add(of(rule)));
    ArrayNode terms = view.putArray("terms");
    tenant
        .terms()
        .forEach(term ->
            terms
                .addObject()
                .put("term", term.term())
                .put("category", term.category().id())
                .put("severity", term.severity().name().toLowerCase(Locale.ROOT)));
    ArrayNode thresholds = view.putArray("thresholds");
    add(thresholds, false, tenant.imageThresholds(), contents.imageThresholds());
    add(thresholds, true, tenant.stricterImageThresholds(), contents.stricterImageThresholds());
    return view;
  }

  private static ObjectNode of(Rule rule) {
    return Json.MAPPER
        .createObjectNode()
        .put("id", rule.id())
        .put("effect", rule.effect().name().toLowerCase(Locale.ROOT))
        .put("obligation", rule.obligation().map(kind -> kind.id()).orElse(null))
        .put("message", rule.message())
        .put("file", rule.file())
        .put("line", rule.line());
  }

  /** Those that are lower than the bundle's own. */
  private static void add(
      ArrayNode view,
      boolean stricter,
      Map<String, Map<String, Double>> own,
      Map<String, Map<String, Double>> usual) {
    own.forEach((check, categories) ->
        categories.forEach((category, score) -> {
          Double before = usual.getOrDefault(check, Map.of()).get(category);
          if (!score.equals(before)) {
            view.addObject()
                .put("check", check)
                .put("category", category)
                .put("stricter", stricter)
                .put("score", score)
                .put("usual", before);
          }
        }));
  }
}
