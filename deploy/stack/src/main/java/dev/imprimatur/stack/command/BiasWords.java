package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bias.AxisResult;
import dev.imprimatur.policy.bias.BiasReport;
import dev.imprimatur.policy.bias.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bias report in lines. */
final class BiasWords {
  private BiasWords() {}

  /** A line for each occupation and axis. */
  static List<String> occupations(BiasReport report) {
    var lines = new ArrayList<String>();
    for (BiasReport.Occupation occupation : report.occupations()) {
      for (AxisResult result : occupation.axes()) {
        lines.add(
            "%-14s %-8s without %s"
                .formatted(
                    occupation.occupation(), result.axis(), shares(result, result.original())));
        lines.add("%-14s %-8s with    %s".formatted("", "", shares(result, result.rewritten())));
      }
    }
    return lines;
  }

  /** A line for each axis. */
  static List<String> headlines(BiasReport report) {
    return report.headlines().stream()
        .map(headline ->
            String.format(
                Locale.ROOT,
                "%s: largest distance from the target %.3f without rewriting, %.3f with it (goal"
                    + " %s)",
                headline.axis(),
                headline.original(),
                headline.rewritten(),
                BiasReport.GOAL))
        .toList();
  }

  private static String shares(AxisResult result, Measurement measured) {
    String shares =
        IntStream.range(0, result.classes().size())
            .mapToObj(at ->
                String.format(
                    Locale.ROOT,
                    "%s %.3f",
                    result.classes().get(at),
                    measured.shares().get(at).value()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "%s; total variation %.3f", shares, measured.totalVariation().value());
  }
}
