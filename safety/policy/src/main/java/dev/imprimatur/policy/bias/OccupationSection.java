package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.statistics.Estimate;
import java.util.List;

/** What a page tells of one occupation: some pictures, and for each axis a chart and a table. */
final class OccupationSection {
  private final StringBuilder html = new StringBuilder();

  private OccupationSection() {}

  static String of(BiasReport.Occupation occupation, Samples samples) {
    var section = new OccupationSection();
    section.html.append(
        "<section><h2>%s</h2><p class=\"prompt\">Prompt: <q>%s</q></p>"
            .formatted(Markup.title(occupation.occupation()), Markup.text(occupation.prompt())));
    section.strip("Without rewriting", samples.original());
    section.strip("With rewriting, from the same seeds", samples.rewritten());
    occupation.axes().forEach(section::axis);
    return section.html.append("</section>").toString();
  }

  private void strip(String title, List<String> pictures) {
    if (pictures.isEmpty()) {
      return;
    }
    html.append("<figure><figcaption>").append(Markup.text(title)).append("</figcaption>");
    for (int index = 0; index < pictures.size(); index++) {
      html.append(
          "<img alt=\"%s, picture %d\" src=\"%s\">"
              .formatted(Markup.text(title), index + 1, Markup.text(pictures.get(index))));
    }
    html.append("</figure>");
  }

  private void axis(AxisResult result) {
    html.append("<h3>").append(Markup.title(result.axis())).append("</h3>");
    html.append(ShareChart.of(result));
    html.append(
        """
        <table><tr><th scope="col">%s</th><th scope="col">target</th>
        <th scope="col">named in prompts</th><th scope="col">without rewriting</th>
        <th scope="col">with rewriting</th><th scope="col">with rewriting, corrected</th></tr>
        """
            .formatted(Markup.text(result.axis())));
    for (int index = 0; index < result.classes().size(); index++) {
      row(
          result.classes().get(index),
          Markup.number(result.target().get(index)),
          Markup.number(result.prompts().shares().get(index)),
          estimate(result.original().shares().get(index)),
          estimate(result.rewritten().shares().get(index)),
          estimate(result.rewritten().corrected().shares().get(index)));
    }
    row(
        "total variation",
        "",
        Markup.number(result.prompts().totalVariation()),
        estimate(result.original().totalVariation()),
        estimate(result.rewritten().totalVariation()),
        estimate(result.rewritten().corrected().totalVariation()));
    row(
        "divergence, nats",
        "",
        Markup.number(result.prompts().divergence()),
        estimate(result.original().divergence()),
        estimate(result.rewritten().divergence()),
        "");
    html.append("</table><p>").append(Markup.text(Findings.of(result))).append("</p>");
  }

  private void row(String label, String... cells) {
    html.append("<tr><th scope=\"row\">").append(Markup.text(label)).append("</th>");
    for (String cell : cells) {
      html.append("<td>").append(cell).append("</td>");
    }
    html.append("</tr>");
  }

  private static String estimate(Estimate estimate) {
    return "%s <small>%s to %s</small>"
        .formatted(
            Markup.number(estimate.value()),
            Markup.number(estimate.low()),
            Markup.number(estimate.high()));
  }
}
