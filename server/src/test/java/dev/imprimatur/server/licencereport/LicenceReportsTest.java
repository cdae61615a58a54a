package dev.imprimatur.server.licencereport;

import static dev.imprimatur.server.flow.FlowFixture.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.server.flow.FlowFixture;
import dev.imprimatur.server.flow.Submission;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.licencereport.LicenceReport.Clause;
import dev.imprimatur.server.licencereport.LicenceReport.Line;
import dev.imprimatur.server.licencereport.LicenceReport.Total;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A report over what really happened in the flow, on a real database. */
class LicenceReportsTest {
  private static final Instant BEGINNING = Instant.now().minusSeconds(60);
  private static final Instant END = Instant.now().plusSeconds(3_600);
  private static FlowFixture fixture;
  private static LicenceReport report;
  private static UUID released;
  private static UUID quarantined;
  private static UUID denied;

  @BeforeAll
  static void happen() throws Exception {
    fixture = new FlowFixture();
    Caller caller = fixture.licensed("somebody");
    released = fixture.queued(caller, "a cat with a zither");
    fixture.flow.receive(fixture.answer(released, HARMLESS, false));
    var scores = new HashMap<>(HARMLESS);
    scores.put("porn", 0.99);
    quarantined = fixture.queued(caller, "a beach");
    fixture.flow.receive(fixture.answer(quarantined, scores, true));
    denied = ((Submission.Denied) fixture.flow.submit(fixture.request(caller, "a naked man"))).id();
    fixture.withdraw(caller);
    report = make(BEGINNING, END, 100);
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @Test
  void make_period_addsUpUnderTheLicenceText() {
    assertThat(report.totals()).hasSize(1);
    Total total = report.totals().getFirst();
    assertThat(total.licence()).isEqualTo("imprimatur-cartoon-1");
    assertThat(total.textSha256())
        .isEqualTo(fixture.bundle.licence(total.licence()).orElseThrow().sha256());
    assertThat(total.acceptances()).isEqualTo(1);
    assertThat(total.withdrawals()).isEqualTo(1);
    assertThat(total.requests()).isEqualTo(new LicenceReport.Requests(1, 1, 1, 0, 0, 0));
    assertThat(total.pictures()).isEqualTo(new LicenceReport.Pictures(1, 1, 0, 0));
  }

  @Test
  void make_period_listsPicturesAndRefusalsInTheirOrder() {
    assertThat(report.lines())
        .extracting(Line::generation)
        .containsExactly(released.toString(), quarantined.toString(), denied.toString());
    assertThat(report.lines())
        .extracting(Line::state)
        .containsExactly("released", "quarantined", "denied");
    assertThat(report.lines().getFirst().acceptedAt()).isPresent();
  }

  @Test
  void make_pictures_haveAVerdictOnEachClause() {
    Line clean = report.lines().getFirst();
    assertThat(clean.clauses())
        .extracting(Clause::clause)
        .containsExactlyElementsOf(
            fixture.bundle.licence("imprimatur-cartoon-1").orElseThrow().clauseNumbers());
    Clause passed = verdict(clean, "R2");
    assertThat(passed.verdict()).isEqualTo("passed");
    assertThat(passed.by()).contains("no-sexual-content", "nsfw");
    Clause flagged = verdict(report.lines().get(1), "R2");
    assertThat(flagged.verdict()).isEqualTo("flagged");
    assertThat(flagged.by()).containsExactly("nsfw");
    Clause refused = verdict(report.lines().get(2), "R2");
    assertThat(refused.verdict()).isEqualTo("refused");
    assertThat(refused.by()).contains("no-sexual-content").doesNotContain("nsfw");
  }

  @Test
  void make_period_statesTheLogItCanBeVerifiedBy() {
    String checkpoint = fixture.database.inTransaction(stores -> stores.log().latest()).note();
    assertThat(report.log().checkpoint()).isEqualTo(checkpoint);
    assertThat(report.log().size()).isEqualTo(5);
    assertThat(checkpoint).contains("\n5\n" + report.log().rootHash() + "\n");
  }

  @Test
  void make_otherPeriods_holdNothing() {
    assertThat(make(BEGINNING.minusSeconds(60), BEGINNING, 100).lines()).isEmpty();
    LicenceReport later = make(END, END.plusSeconds(1), 100);
    assertThat(later.lines()).isEmpty();
    assertThat(later.totals()).isEmpty();
  }

  @Test
  void make_tooManyRequests_isRefused() {
    assertThat(
            new LicenceReports(fixture.database, () -> fixture.bundle, Clock.systemUTC(), 2)
                .make(BEGINNING, END))
        .isEmpty();
  }

  @Test
  void write_anyFormat_holdsNoPromptAndNoName() throws Exception {
    for (ReportFormat format : ReportFormat.values()) {
      byte[] written = format.write(report);
      String text =
          format == ReportFormat.PDF
              ? PdfReportTest.text(written)
              : new String(written, StandardCharsets.UTF_8);
      assertThat(text)
          .contains(released.toString(), "imprimatur-cartoon-1", report.log().rootHash())
          .doesNotContain("zither", "naked", "somebody");
    }
  }

  private static LicenceReport make(Instant from, Instant to, int most) {
    return new LicenceReports(fixture.database, () -> fixture.bundle, Clock.systemUTC(), most)
        .make(from, to)
        .orElseThrow();
  }

  private static Clause verdict(Line line, String clause) {
    return line.clauses().stream()
        .filter(each -> each.clause().equals(clause))
        .findFirst()
        .orElseThrow();
  }
}
