package dev.imprimatur.server.licencereport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfReportTest {
  @Test
  void write_report_tellsTotalsLogAndVerdicts() throws IOException {
    String text = text(PdfReport.write(Reports.of("passed", 1)));
    assertThat(text)
        .contains("Licence report")
        .contains("From 2026-01-01T00:00:00Z to before 2026-01-01T00:00:01Z")
        .contains("7 entries")
        .contains("acceptances 1, withdrawals 2, requests released 3")
        .contains("Clauses passed: R1");
  }

  @Test
  void write_manyLines_fillsPagesAndLosesNone() throws IOException {
    byte[] written = PdfReport.write(Reports.of("picture-line", 200));
    try (PDDocument document = Loader.loadPDF(written)) {
      assertThat(document.getNumberOfPages()).isGreaterThan(5);
    }
    assertThat(text(written).lines().filter(line -> line.contains(", picture 0"))).hasSize(200);
  }

  /** Model ids and titles may hold anything; what the font lacks is a question mark. */
  @Test
  void write_anyCharacters_givesAReadableFile() throws IOException {
    assertThat(text(PdfReport.write(Reports.of("Zürich Ωмир \u4e16\ud83d\ude00", 1))))
        .contains("Zürich Ωмир ??");
    var random = new Random(5);
    for (int round = 0; round < 20; round++) {
      var value = new StringBuilder("x");
      for (int length = random.nextInt(200); length > 0; length--) {
        value.append((char) random.nextInt(Character.MAX_VALUE + 1));
      }
      assertThat(text(PdfReport.write(Reports.of(value.toString(), 1)))).contains("Totals");
    }
  }

  static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }
}
