package dev.imprimatur.db.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One licence report that somebody made. */
@Entity
@Table(name = "licence_report")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class ReportEntity {
  @Id private UUID id;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "period_from")
  private Instant periodFrom;

  @Column(name = "period_to")
  private Instant periodTo;

  private String format;
  private String reason;

  @Column(name = "content_sha256")
  private String contentSha256;

  @Column(name = "made_at")
  private Instant madeAt;

  private String receipt;

  protected ReportEntity() {}

  ReportEntity(UUID id, UUID accountId, LicenceReportAccess report, Instant at, String receipt) {
    this.id = id;
    this.accountId = accountId;
    this.periodFrom = report.from();
    this.periodTo = report.to();
    this.format = report.format();
    this.reason = report.reason();
    this.contentSha256 = report.contentSha256();
    this.madeAt = at;
    this.receipt = receipt;
  }
}
