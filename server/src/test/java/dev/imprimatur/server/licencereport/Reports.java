package dev.imprimatur.server.licencereport;

import dev.imprimatur.server.licencereport.LicenceReport.Clause;
import dev.imprimatur.server.licencereport.LicenceReport.Line;
import dev.imprimatur.server.licencereport.LicenceReport.LogState;
import dev.imprimatur.server.licencereport.LicenceReport.Pictures;
import dev.imprimatur.server.licencereport.LicenceReport.Requests;
import dev.imprimatur.server.licencereport.LicenceReport.Total;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reports for tests of how they are written. */
final class Reports {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private Reports() {}

  /** A report whose texts are all {@code text}, with this many lines. */
  static LicenceReport of(String text, int lines) {
    var line =
        new Line(
            text,
            Optional.of(0),
            TIME,
            text,
            text,
            text,
            text,
            text,
            text,
            Optional.of(TIME),
            text,
            Optional.of(text),
            text,
            text,
            List.of(new Clause("R1", text, List.of(text, text))));
    return new LicenceReport(
        TIME,
        TIME.plusSeconds(1),
        TIME,
        new LogState(text, 7, text, text + "\n7\n" + text + "\n"),
        text,
        text,
        List.of(
            new Total(
                text,
                text,
                text,
                1,
                2,
                new Requests(3, 4, 5, 6, 7, 8),
                new Pictures(9, 10, 11, 12))),
        Collections.nCopies(lines, line));
  }
}
