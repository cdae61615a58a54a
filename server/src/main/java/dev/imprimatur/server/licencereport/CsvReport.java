package dev.imprimatur.server.licencereport;

import dev.imprimatur.server.licencereport.LicenceReport.Clause;
import dev.imprimatur.server.licencereport.LicenceReport.Line;
import dev.imprimatur.server.licencereport.LicenceReport.Total;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as RFC 4180 wants a table: one header, one kind of row. Rows of the kind {@code report}
 * tell the period and the log, {@code total} the sums of a licence text, {@code clause} what came
 * of checking one clause for one picture or request.
 *
 * <p>Spreadsheets take a cell that begins with one of {@code = + - @} for a formula, so such values
 * get an apostrophe before them.
 */
final class CsvReport {
  private static final List<String> COLUMNS =
      List.of(
          "record",
          "licence",
          "version",
          "text_sha256",
          "name",
          "value",
          "checked_by",
          "generation",
          "picture",
          "asked_at",
          "account",
          "model",
          "model_hash",
          "accepted_at",
          "state",
          "pixel_hash",
          "policy",
          "policy_hash");

  private CsvReport() {}

  static byte[] write(LicenceReport report) {
    return Stream.of(Stream.of(row(COLUMNS)), head(report), totals(report), lines(report))
        .flatMap(rows -> rows)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Stream<String> head(LicenceReport report) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("from", report.from().toString());
    facts.put("to", report.to().toString());
    facts.put("made at", report.madeAt().toString());
    facts.put("policy", report.policy());
    facts.put("policy hash", report.policyHash());
    facts.put("log", report.log().origin());
    facts.put("log size", Long.toString(report.log().size()));
    facts.put("log root hash", report.log().rootHash());
    facts.put("checkpoint", report.log().checkpoint());
    return facts.entrySet().stream()
        .map(fact ->
            cells(Map.of("record", "report", "name", fact.getKey(), "value", fact.getValue())));
  }

  private static Stream<String> totals(LicenceReport report) {
    return report.totals().stream()
        .flatMap(total ->
            sums(total).entrySet().stream()
                .map(sum ->
                    cells(
                        Map.of(
                            "record", "total",
                            "licence", total.licence(),
                            "version", total.version(),
                            "text_sha256", total.textSha256(),
                            "name", sum.getKey(),
                            "value", Long.toString(sum.getValue())))));
  }

  /** The sums of a licence text by their names, in the order in which they are told. */
  static Map<String, Long> sums(Total total) {
    Map<String, Long> sums = new LinkedHashMap<>();
    sums.put("acceptances", total.acceptances());
    sums.put("withdrawals", total.withdrawals());
    sums.put("requests released", total.requests().released());
    sums.put("requests quarantined", total.requests().quarantined());
    sums.put("requests denied", total.requests().denied());
    sums.put("requests failed", total.requests().failed());
    sums.put("requests cancelled", total.requests().cancelled());
    sums.put("requests open", total.requests().open());
    sums.put("pictures released", total.pictures().released());
    sums.put("pictures quarantined", total.pictures().quarantined());
    sums.put("pictures held", total.pictures().held());
    sums.put("pictures withheld", total.pictures().withheld());
    return sums;
  }

  private static Stream<String> lines(LicenceReport report) {
    return report.lines().stream()
        .flatMap(line -> {
          List<Clause> clauses =
              line.clauses().isEmpty()
                  ? List.of(new Clause("", "not recorded", List.of()))
                  : line.clauses();
          return clauses.stream().map(clause -> cells(cells(line, clause)));
        });
  }

  private static Map<String, String> cells(Line line, Clause clause) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("record", "clause");
    cells.put("licence", line.licence());
    cells.put("version", line.version());
    cells.put("text_sha256", line.textSha256());
    cells.put("name", clause.clause());
    cells.put("value", clause.verdict());
    cells.put("checked_by", String.join(" ", clause.by()));
    cells.put("generation", line.generation());
    cells.put("picture", line.picture().map(Object::toString).orElse(""));
    cells.put("asked_at", line.askedAt().toString());
    cells.put("account", line.account());
    cells.put("model", line.model());
    cells.put("model_hash", line.modelHash());
    cells.put("accepted_at", line.acceptedAt().map(Object::toString).orElse(""));
    cells.put("state", line.state());
    cells.put("pixel_hash", line.pixelHash().orElse(""));
    cells.put("policy", line.policy());
    cells.put("policy_hash", line.policyHash());
    return cells;
  }

  private static String cells(Map<String, String> cells) {
    return row(COLUMNS.stream().map(column -> cells.getOrDefault(column, "")).toList());
  }

  private static String row(List<String> cells) {
    return cells.stream().map(CsvReport::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  static String cell(String value) {
    String harmless =
        !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return harmless.matches("[A-Za-z0-9 .:_/#-]*")
        ? harmless
        : "\"" + harmless.replace("\"", "\"\"") + "\"";
  }
}
