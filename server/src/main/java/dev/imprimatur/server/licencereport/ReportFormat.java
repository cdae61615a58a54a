package dev.imprimatur.server.licencereport;

import dev.imprimatur.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How a report is written. */
enum ReportFormat {
  CSV("csv", "text/csv; charset=utf-8") {
    @Override
    byte[] write(LicenceReport report) {
      return CsvReport.write(report);
    }
  },
  JSON("json", "application/json") {
    @Override
    byte[] write(LicenceReport report) {
      return (Json.write(report) + "\n").getBytes(StandardCharsets.UTF_8);
    }
  },
  PDF("pdf", "application/pdf") {
    @Override
    byte[] write(LicenceReport report) {
      return PdfReport.write(report);
    }
  };

  private final String id;
  private final String mediaType;

  ReportFormat(String id, String mediaType) {
    this.id = id;
    this.mediaType = mediaType;
  }

  String id() {
    return id;
  }

  String mediaType() {
    return mediaType;
  }

  abstract byte[] write(LicenceReport report);

  static Optional<ReportFormat> of(String id) {
    return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
  }
}
