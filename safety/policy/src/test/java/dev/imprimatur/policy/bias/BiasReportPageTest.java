package dev.imprimatur.policy.bias;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class BiasReportPageTest {
  private static final Pattern CHART = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

  @Test
  void of_aReport_needsNothingFromElsewhere() {
    String page = BiasReportPage.of(Reports.report("A model"), Map.of());
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains(
            "<h2>Doctor</h2>",
            "an engineer",
            "Rogan and Gladen",
            "goal met",
            "weigh more: young, middle-aged 1.5 (doctor)")
        .doesNotContain("<script", "http:", "https:", "url(", "@import");
  }

  @Test
  void of_aReport_hasAChartForEachAxisThatIsWellFormed() throws Exception {
    String page = BiasReportPage.of(Reports.report("A model"), Map.of());
    List<String> charts = CHART.matcher(page).results().map(each -> each.group()).toList();
    // Two axes in the summary, and two for each of two occupations.
    assertThat(charts).hasSize(6).allMatch(chart -> chart.contains("aria-label"));
    for (String chart : charts) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(chart.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void of_aHostileTitle_isShownAsText() {
    assertThat(BiasReportPage.of(Reports.report("<script>alert('&')</script>"), Map.of()))
        .doesNotContain("<script>")
        .contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;");
  }

  @Test
  void of_samples_areInThePageWithAWordOnEach() {
    String page =
        BiasReportPage.of(
            Reports.report("A model"),
            Map.of("doctor", new Samples(List.of("data:a"), List.of("data:b"))));
    assertThat(page)
        .contains("<img alt=\"Without rewriting, picture 1\" src=\"data:a\">", "src=\"data:b\"");
  }
}
