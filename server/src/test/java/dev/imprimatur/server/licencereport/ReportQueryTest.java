package dev.imprimatur.server.licencereport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.server.http.FieldError;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportQueryTest {
  @Test
  void parse_daysAndFormat_areThePeriod() {
    assertThat(ReportQuery.parse("2026-01-01", "2026-02-01", "pdf", " the yearly audit "))
        .isEqualTo(
            new ReportQuery.Valid(
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-02-01T00:00:00Z"),
                ReportFormat.PDF,
                "the yearly audit"));
  }

  @Test
  void parse_wrongParameters_namesEach() {
    assertThat(ReportQuery.parse("soon", "2026-02-01", "xml", "no"))
        .isInstanceOfSatisfying(
            ReportQuery.Invalid.class,
            invalid ->
                assertThat(invalid.errors())
                    .extracting(FieldError::field)
                    .containsExactly("from", "format", "reason"));
  }

  @Test
  void parse_emptyPeriod_isRefused() {
    for (String to : new String[] {null, "2026-01-01", "2025-12-31"}) {
      assertThat(ReportQuery.parse("2026-01-01", to, null, "an audit"))
          .isInstanceOfSatisfying(
              ReportQuery.Invalid.class,
              invalid -> assertThat(invalid.errors().getFirst().field()).isEqualTo("to"));
    }
  }
}
