package dev.imprimatur.server.licence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.coverage.ClauseCoverage;
import dev.imprimatur.policy.coverage.Cover;
import dev.imprimatur.policy.coverage.LicenceCoverage;
import dev.imprimatur.policy.licence.Attestation;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.server.http.Json;

/** A coverage matrix as the API shows it. */
final class CoverageView {
  private CoverageView() {}

  static ObjectNode of(PolicyBundle bundle, LicenceCoverage coverage) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("bundleVersion", bundle.version());
    view.put("bundleHash", bundle.hash());
    ArrayNode licences = view.putArray("licences");
    for (Licence licence : bundle.contents().licences()) {
      ObjectNode line = licences.addObject();
      line.put("id", licence.id());
      line.put("version", licence.version());
      line.put("title", licence.title());
      line.put("sha256", licence.sha256());
      ArrayNode clauses = line.putArray("clauses");
      coverage.clauses().stream()
          .filter(clause -> clause.licence().equals(licence.id()))
          .forEach(clause -> clauses.add(clause(clause)));
    }
    return view;
  }

  private static ObjectNode clause(ClauseCoverage clause) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("number", clause.clause().number());
    view.put("statement", clause.clause().statement());
    Cover.Rules rules = clause.rules();
    view.set("policies", Json.MAPPER.valueToTree(rules.policies()));
    view.set("deadPolicies", Json.MAPPER.valueToTree(rules.deadPolicies()));
    view.set("lists", Json.MAPPER.valueToTree(rules.lists()));
    view.set("imageChecks", Json.MAPPER.valueToTree(rules.imageChecks()));
    view.set("tests", Json.MAPPER.valueToTree(rules.tests()));
    view.set("attestation", clause.attestation().map(CoverageView::attestation).orElse(null));
    view.set("gaps", Json.MAPPER.valueToTree(clause.gaps()));
    return view;
  }

  private static ObjectNode attestation(Attestation attestation) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("statement", attestation.statement());
    return switch (attestation) {
      case Attestation.OfUser ignored -> view.put("by", "user").putNull("days");
      case Attestation.OfOperator(String ignored, int days) ->
          view.put("by", "operator").put("days", days);
    };
  }
}
