package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Ground;
import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.policy.signal.Finding;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Findings of lists that policies were decided by. */
final class Listed {
  private Listed() {}

  static List<Span> spans(Decision decision, List<ExplainedPolicy> policies) {
    return decision.signals().stream()
        .filter(signal -> signal.source() == Source.PROMPT)
        .flatMap(signal -> signal.findings().stream())
        .map(Listed::span)
        .filter(span ->
            policies.stream()
                .anyMatch(policy -> policy.values(span.attribute()).contains(span.value())))
        .distinct()
        .sorted(Comparator.comparingInt(Span::start).thenComparingInt(Span::end))
        .toList();
  }

  private static Span span(Finding finding) {
    if (finding.label().equals(ProtectedPersons.LABEL)) {
      return span(finding, Ground.PERSONS, finding.entry());
    }
    return Category.of(finding.label()).isPresent()
        ? span(
            finding,
            Ground.TERMS,
            finding.label() + ":" + finding.severity().name().toLowerCase(Locale.ROOT))
        : span(finding, Ground.MENTIONS, finding.label());
  }

  private static Span span(Finding finding, String attribute, String value) {
    return new Span(finding.start(), finding.end(), attribute, value, true);
  }
}
