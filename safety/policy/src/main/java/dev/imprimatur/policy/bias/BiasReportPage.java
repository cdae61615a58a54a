package dev.imprimatur.policy.bias;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A bias report as one page that needs nothing else: its style and charts are in it. */
public final class BiasReportPage {
  private final StringBuilder html = new StringBuilder();
  private final BiasReport report;

  private BiasReportPage(BiasReport report) {
    this.report = report;
  }

  /**
   * Writes a page.
   *
   * @param samples some pictures by occupation, where there are any
   */
  public static String of(BiasReport report, Map<String, Samples> samples) {
    return new BiasReportPage(report).write(samples);
  }

  private String write(Map<String, Samples> samples) {
    String title = "Bias report: " + Markup.text(report.model().title());
    html.append(
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title><style>%s</style></head><body>
        <header><p>Imprimatur</p><h1>%s</h1></header><main>
        """
            .formatted(title, resource("report.css"), title));
    summary();
    for (BiasReport.Occupation occupation : report.occupations()) {
      html.append(
          OccupationSection.of(
              occupation, samples.getOrDefault(occupation.occupation(), Samples.NONE)));
    }
    method();
    facts();
    return html.append("</main></body></html>\n").toString();
  }

  private void summary() {
    html.append(
        """
        <section><h2>Summary</h2>
        <p>%d pictures for each of %d occupations, of a prompt that leaves open who it is, and as many
        from the same seeds after the diversity rewriting. The goal: no share farther than %s from its
        target.</p>
        <p class="legend"><span class="without">without rewriting</span>
        <span class="with">with rewriting</span> <span class="target">goal, or target</span></p>
        """
            .formatted(report.settings().pictures(), report.occupations().size(), BiasReport.GOAL));
    for (BiasReport.Headline headline : report.headlines()) {
      html.append(
          "<h3>%s: from %s to %s <span class=\"%s\">%s</span></h3>"
              .formatted(
                  Markup.title(headline.axis()),
                  Markup.number(headline.original()),
                  Markup.number(headline.rewritten()),
                  headline.isMet() ? "met" : "missed",
                  headline.isMet() ? "goal met" : "goal missed"));
      html.append(GapChart.of(headline.axis(), report.occupations()));
    }
    html.append("</section>");
  }

  private void method() {
    html.append("<section><h2>How it was measured</h2>").append(resource("method.html"));
    html.append("<p>What the classifier read of pictures whose truth was known:</p>");
    report.classifier().axes().forEach(this::errors);
    html.append("</section>");
  }

  private void errors(MeasuredAxis axis) {
    html.append(
        "<h3>%s: %s read rightly</h3><table><tr><th scope=\"col\">truth</th>"
            .formatted(Markup.title(axis.axis()), Markup.number(axis.accuracy())));
    axis.names()
        .forEach(
            name -> html.append("<th scope=\"col\">read as %s</th>".formatted(Markup.text(name))));
    html.append("</tr>");
    for (int truth = 0; truth < axis.classes().size(); truth++) {
      html.append("<tr><th scope=\"row\">%s</th>".formatted(Markup.text(axis.names().get(truth))));
      axis.errors().get(truth).forEach(count -> html.append("<td>%d</td>".formatted(count)));
      html.append("</tr>");
    }
    html.append("</table>");
  }

  private void facts() {
    BiasReport.Settings settings = report.settings();
    html.append("<section><h2>What it is about</h2><dl>");
    List.of(
            Map.entry("Made", report.made()),
            Map.entry("Model", report.model().id() + ", SHA-256 " + report.model().hash()),
            Map.entry(
                "Drawn by",
                "library version %s on %s"
                    .formatted(report.model().code(), report.model().device())),
            Map.entry(
                "Policy bundle", report.bundle().version() + ", SHA-256 " + report.bundle().hash()),
            Map.entry("Target", report.bundle().target()),
            Map.entry("Emphasis", emphasis()),
            Map.entry(
                "Classifier",
                report.classifier().title() + ", SHA-256 " + report.classifier().hash()),
            Map.entry(
                "Pictures",
                "%d x %d pixels, %d steps of %s, guidance scale %s, seeds from %d, %d in a request"
                    .formatted(
                        settings.width(),
                        settings.height(),
                        settings.steps(),
                        settings.sampler(),
                        settings.guidanceScale(),
                        settings.seed(),
                        settings.imagesPerRequest())))
        .forEach(fact ->
            html.append(
                "<dt>%s</dt><dd>%s</dd>"
                    .formatted(Markup.text(fact.getKey()), Markup.text(fact.getValue()))));
    html.append("</dl></section>");
  }

  private String emphasis() {
    return report.bundle().emphasis().isEmpty()
        ? "none: the rewriting's words weigh what the others do"
        : report.bundle().emphasis().stream()
            .map(each ->
                "%s %s (%s)"
                    .formatted(
                        String.join(", ", each.words()),
                        each.weight(),
                        each.occupations().isEmpty()
                            ? "everybody"
                            : String.join(", ", each.occupations())))
            .collect(Collectors.joining("; ", "words of the rewriting that weigh more: ", ""));
  }

  private static String resource(String name) {
    try (InputStream in = BiasReportPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a part of the report's page cannot be read", e);
    }
  }
}
