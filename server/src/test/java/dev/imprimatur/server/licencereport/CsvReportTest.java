package dev.imprimatur.server.licencereport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvReportTest {
  private static final int COLUMNS = 18;

  /** What a spreadsheet would compute, open or run. */
  @Test
  void cell_formula_isText() {
    assertThat(CsvReport.cell("=HYPERLINK(\"http://x\")"))
        .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\")\"");
    for (String formula : List.of("+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")) {
      assertThat(CsvReport.cell(formula)).startsWith("\"'");
    }
    assertThat(CsvReport.cell("a-b = c")).isEqualTo("\"a-b = c\"");
    assertThat(CsvReport.cell("imprimatur-cartoon-1#R1")).isEqualTo("imprimatur-cartoon-1#R1");
  }

  @Test
  void write_report_isOneTable() {
    List<List<String>> rows = parse(CsvReport.write(Reports.of("x", 2)));
    assertThat(rows).allMatch(row -> row.size() == COLUMNS);
    assertThat(rows.getFirst()).startsWith("record", "licence", "version");
    assertThat(rows).filteredOn(row -> row.getFirst().equals("clause")).hasSize(2);
    assertThat(rows)
        .filteredOn(row -> row.getFirst().equals("total") && row.get(4).equals("withdrawals"))
        .singleElement()
        .satisfies(row -> assertThat(row.get(5)).isEqualTo("2"));
  }

  /** Whatever the values are: the table keeps its form, and no cell becomes a formula. */
  @Test
  void write_anyValues_keepsTheTable() {
    var random = new Random(11);
    String alphabet = "=+-@\t\r\n\",;' ab\u00e9\u4e16\u202e";
    for (int round = 0; round < 300; round++) {
      var value = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        value.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      List<List<String>> rows = parse(CsvReport.write(Reports.of(value.toString(), 1)));
      assertThat(rows).allMatch(row -> row.size() == COLUMNS);
      assertThat(rows)
          .allSatisfy(row ->
              assertThat(row)
                  .noneMatch(cell -> !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0));
      assertThat(rows.getLast().get(10)).endsWith(value);
    }
  }

  /** A reader after RFC 4180. */
  private static List<List<String>> parse(byte[] csv) {
    String text = new String(csv, StandardCharsets.UTF_8);
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (quoted && character == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        cell.append('"');
        at++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (!quoted && character == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (!quoted && character == '\r') {
        at++;
        row.add(cell.toString());
        cell.setLength(0);
        rows.add(List.copyOf(row));
        row.clear();
      } else {
        cell.append(character);
      }
    }
    return rows;
  }
}
