package dev.imprimatur.server.licencereport;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.generation.Cursor;
import dev.imprimatur.db.generation.Filter;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.Page;
import dev.imprimatur.db.licence.Acceptance;
import dev.imprimatur.db.log.Checkpoint;
import dev.imprimatur.db.log.MalformedException;
import dev.imprimatur.db.log.SignedNote;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.server.licencereport.LicenceReport.Line;
import dev.imprimatur.server.licencereport.LicenceReport.LogState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes licence reports. */
final class LicenceReports {
  private static final int PAGE = 100;

  private final Database database;
  private final Supplier<PolicyBundle> bundle;
  private final Clock clock;
  private final int most;

  /**
   * Reports over what they stand on.
   *
   * @param most requests that a report may hold
   */
  LicenceReports(Database database, Supplier<PolicyBundle> bundle, Clock clock, int most) {
    this.database = database;
    this.bundle = bundle;
    this.clock = clock;
    this.most = most;
  }

  /** The report of a period; nothing if that holds more requests than a report may. */
  Optional<LicenceReport> make(Instant from, Instant to) {
    var totals = new ReportTotals();
    List<Acceptance> acceptances =
        database.inTransaction(stores -> stores.acceptances().between(from, to));
    acceptances.forEach(each -> totals.add(each, from, to));
    Filter filter = Filter.between(from, to);
    var lines = new ArrayList<List<Line>>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page page = page(filter, cursor);
      for (Generation generation : page.items()) {
        List<Line> made = ReportLines.of(generation);
        totals.add(generation, made);
        lines.add(made);
      }
      if (lines.size() > most) {
        return Optional.empty();
      }
      cursor = page.next();
    } while (cursor.isPresent());
    PolicyBundle now = bundle.get();
    return Optional.of(
        new LicenceReport(
            from,
            to,
            clock.instant(),
            log(),
            now.version(),
            now.hash(),
            totals.all(),
            lines.reversed().stream().flatMap(List::stream).toList()));
  }

  private Page page(Filter filter, Optional<Cursor> cursor) {
    return database.inTransaction(stores -> stores.generations().page(filter, cursor, PAGE));
  }

  private LogState log() {
    SignedNote note = database.inTransaction(stores -> stores.log().latest());
    try {
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      return new LogState(
          checkpoint.origin(), checkpoint.size(), checkpoint.root().base64(), note.note());
    } catch (MalformedException e) {
      throw new IllegalStateException("the log's own checkpoint is readable", e);
    }
  }
}
