package dev.imprimatur.server.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.bundle.BundleTest;
import dev.imprimatur.policy.bundle.BundleTests;
import dev.imprimatur.policy.bundle.TestOutcome;
import dev.imprimatur.policy.comparison.BundleDiff;
import dev.imprimatur.policy.comparison.Changes;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.Problem;
import java.util.List;

/** Defects, test outcomes and differences of bundles as JSON, and judgements as problems. */
final class Findings {
  private Findings() {}

  static ObjectNode tests(BundleTests tests) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("total", tests.outcomes().size());
    view.set("failures", failures(tests.failures()));
    return view;
  }

  static ObjectNode diff(String from, String to, BundleDiff diff) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("from", from).put("to", to);
    view.set("files", changes(diff.files()));
    view.set("policies", changes(diff.policies()));
    view.set("terms", changes(diff.terms()));
    view.set("persons", changes(diff.persons()));
    view.set("thresholds", changes(diff.thresholds()));
    view.set("presets", changes(diff.presets()));
    view.set("tenants", changes(diff.tenants()));
    ArrayNode decisions = view.putArray("decisions");
    diff.decisions()
        .forEach(change ->
            decisions.add(
                test(change.test())
                    .put("from", change.from().toString())
                    .put("to", change.to().toString())));
    return view;
  }

  /** Why a bundle is not put in force. */
  static Problem problem(Judged judged) {
    return switch (judged) {
      case Judged.Defective(var defects) ->
          Problem.of(
                  422,
                  "bundle_refused",
                  "The bundle is refused",
                  "Defects: %d. The first: %s".formatted(defects.size(), defects.getFirst()))
              .with("defects", defects(defects));
      case Judged.Failing(var failures) ->
          Problem.of(
                  422,
                  "tests_fail",
                  "The bundle's own tests do not hold",
                  "Failing tests: %d. The first: %s"
                      .formatted(failures.size(), failures.getFirst()))
              .with("failures", failures(failures));
      case Judged.Untrusted(var reasons) ->
          Problem.of(
                  409,
                  "untrusted_version",
                  "The version is not the one that was approved",
                  String.join("; ", reasons) + ".")
              .with("reasons", reasons);
      case Judged.Fit ignored -> throw new IllegalArgumentException("a fit bundle is no problem");
    };
  }

  private static ArrayNode defects(List<Defect> defects) {
    ArrayNode view = Json.MAPPER.createArrayNode();
    for (Defect defect : defects) {
      ObjectNode each = view.addObject().put("file", defect.file());
      defect.line().ifPresentOrElse(line -> each.put("line", line), () -> each.putNull("line"));
      each.put("reason", defect.reason());
    }
    return view;
  }

  private static ArrayNode failures(List<TestOutcome.Failed> failures) {
    ArrayNode view = Json.MAPPER.createArrayNode();
    failures.forEach(failed ->
        view.add(
            test(failed.test())
                .put("expected", failed.test().expected().toString())
                .put("actual", failed.actual().toString())));
    return view;
  }

  private static ObjectNode test(BundleTest test) {
    return Json.MAPPER.createObjectNode().put("file", test.file()).put("name", test.name());
  }

  private static ObjectNode changes(Changes changes) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.set("added", Json.MAPPER.valueToTree(changes.added()));
    view.set("removed", Json.MAPPER.valueToTree(changes.removed()));
    view.set("changed", Json.MAPPER.valueToTree(changes.changed()));
    return view;
  }
}
