package dev.imprimatur.server.licencereport;

import dev.imprimatur.server.licencereport.LicenceReport.Clause;
import dev.imprimatur.server.licencereport.LicenceReport.Line;
import dev.imprimatur.server.licencereport.LicenceReport.Total;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A report to be read on paper. */
final class PdfReport {
  private static final float TITLE = 18;
  private static final float HEADING = 12;
  private static final float BODY = 9;
  private static final float SMALL = 7;

  private PdfReport() {}

  static byte[] write(LicenceReport report) {
    try (var pages = new PdfPages()) {
      head(report, pages);
      pages.gap(HEADING);
      pages.text(HEADING, 0, "Totals");
      for (Total total : report.totals()) {
        total(total, pages);
      }
      pages.gap(HEADING);
      pages.text(HEADING, 0, "Pictures, and requests without one");
      for (Line line : report.lines()) {
        line(line, pages);
      }
      return pages.finished();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
  }

  private static void head(LicenceReport report, PdfPages pages) throws IOException {
    pages.text(TITLE, 0, "Licence report");
    pages.text(BODY, 0, "From %s to before %s".formatted(report.from(), report.to()));
    pages.text(BODY, 0, "Made at %s by Imprimatur".formatted(report.madeAt()));
    pages.text(
        BODY, 0, "Policy in force: %s, SHA-256 %s".formatted(report.policy(), report.policyHash()));
    pages.text(
        BODY,
        0,
        "Log %s, %d entries, root hash %s"
            .formatted(report.log().origin(), report.log().size(), report.log().rootHash()));
    pages.text(SMALL, 0, "The checkpoint, to verify against a later one:");
    for (String line : report.log().checkpoint().lines().toList()) {
      pages.text(SMALL, 10, line);
    }
  }

  private static void total(Total total, PdfPages pages) throws IOException {
    pages.gap(BODY / 2);
    pages.text(BODY, 0, "%s, version %s".formatted(total.licence(), total.version()));
    pages.text(SMALL, 10, "Text SHA-256 " + total.textSha256());
    pages.text(
        BODY,
        10,
        CsvReport.sums(total).entrySet().stream()
            .map(sum -> sum.getKey() + " " + sum.getValue())
            .collect(Collectors.joining(", ")));
  }

  private static void line(Line line, PdfPages pages) throws IOException {
    pages.gap(SMALL);
    pages.text(
        BODY,
        0,
        "%s%s  %s"
            .formatted(
                line.generation(),
                line.picture().map(index -> ", picture " + index).orElse(""),
                line.state()));
    pages.text(
        SMALL,
        10,
        "Asked at %s by %s; model %s, SHA-256 %s"
            .formatted(line.askedAt(), line.account(), line.model(), line.modelHash()));
    pages.text(
        SMALL,
        10,
        "Licence %s, version %s%s; decided by %s"
            .formatted(
                line.licence(),
                line.version(),
                line.acceptedAt().map(at -> ", accepted at " + at).orElse(""),
                line.policy()));
    if (line.pixelHash().isPresent()) {
      pages.text(SMALL, 10, "Pixels SHA-256 " + line.pixelHash().get());
    }
    pages.text(SMALL, 10, verdicts(line.clauses()));
  }

  /** Clauses by their verdict; where one was not passed, by what. */
  private static String verdicts(List<Clause> clauses) {
    if (clauses.isEmpty()) {
      return "Verdicts were not recorded then";
    }
    Map<String, List<String>> verdicts = new LinkedHashMap<>();
    for (Clause clause : clauses) {
      boolean spoke = Set.of("refused", "flagged", "obliged").contains(clause.verdict());
      verdicts
          .computeIfAbsent(clause.verdict(), ignored -> new ArrayList<>())
          .add(
              spoke
                  ? clause.clause() + " by " + String.join(" and ", clause.by())
                  : clause.clause());
    }
    return "Clauses "
        + verdicts.entrySet().stream()
            .map(each -> each.getKey() + ": " + String.join(" ", each.getValue()))
            .collect(Collectors.joining("; "));
  }
}
