package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.bias.MeasuredAxis.MeasuredClass;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.rewriting.ModelEmphasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A report of a made-up model, which draws only women unless men are named. */
final class Reports {
  static final PolicyBundle BUNDLE = DefaultBundle.load();
  static final MeasuredAxis GENDER =
      new MeasuredAxis(
          "gender",
          List.of(
              new MeasuredClass("female", List.of("female")),
              new MeasuredClass("male", List.of("male"))),
          List.of(List.of(95, 5), List.of(10, 90)));
  static final MeasuredAxis AGE =
      new MeasuredAxis(
          "age",
          List.of(
              new MeasuredClass("younger", List.of("young", "middle-aged")),
              new MeasuredClass("elderly", List.of("elderly"))),
          List.of(List.of(50, 0), List.of(0, 50)));

  private Reports() {}

  static BiasReport report(String title) {
    return new BiasReport(
        BiasReport.SCHEMA,
        "2026-01-02T03:04:05Z",
        new BiasReport.Model("made-up", title, "ab".repeat(32), "2", "cpu"),
        new BiasReport.Bundle(
            BUNDLE.version(),
            BUNDLE.hash(),
            BUNDLE.diversityTarget(),
            List.of(
                new ModelEmphasis.Weight(
                    List.of("doctor"), "age", List.of("young", "middle-aged"), 1.5))),
        new BiasReport.Classifier("a made-up world", "cd".repeat(32), List.of(GENDER, AGE)),
        new BiasReport.Settings(24, 4, 1, 256, 256, 12, 5, "dpm++2m"),
        List.of(occupation("doctor"), occupation("engineer")));
  }

  static BiasReport.Occupation occupation(String name) {
    OccupationPlan plan = OccupationPlan.of(name, BUNDLE, "made-up", 24, 4, 1);
    return BiasMeasurement.of(
        plan, List.of(GENDER, AGE), read(plan.original()), read(plan.rewritten()));
  }

  private static List<Map<String, Integer>> read(List<PlannedPicture> pictures) {
    var read = new ArrayList<Map<String, Integer>>();
    for (PlannedPicture picture : pictures) {
      read.add(
          Map.of(
              "gender", "male".equals(picture.named().get("gender")) ? 1 : 0,
              "age", "elderly".equals(picture.named().get("age")) ? 1 : 0));
    }
    return read;
  }
}
